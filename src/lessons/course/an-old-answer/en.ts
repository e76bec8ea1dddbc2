import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A name is always right; an answer that somebody kept may be old.',
  steps: {
    ttl: {
      title: 'Read how long it is good',
      text: 'Ask CoreDNS for pod 0 with `dig`. The number before `IN A` is the time to live: so many seconds a client may keep the answer.',
      hints: ['The pod `tools` has `dig`.', 'Ask for the name in full.', 'Run `kubectl exec tools -- dig web-0.nginx.default.svc.cluster.local`.'],
      outputNotes: { thirty: 'Good for 30 seconds' },
      notes: 'With the usual settings CoreDNS itself keeps nothing of the cluster’s zone. Who keeps answers are resolvers in programs: the JVM, nscd, drivers of databases.',
    },
    keep: {
      title: 'Keep an answer',
      text: 'Many programs look a name up once and go on with the address. Let the pod `client` do the same: it writes the address down and fetches the page from it.',
      hints: ['The address goes into a file in the pod.', 'The file is `/tmp/peer`; `wget` fetches from what is in it.', 'Run both commands of this step, one after the other.'],
      notes: 'The file stands for the memory of a program that was started once.',
    },
    replace: {
      title: 'Replace the pod',
      text: 'Delete pod 0 and fetch from the kept address once more.',
      hints: ['The StatefulSet makes a new pod 0.', 'Look at the address under its name.', 'Run `kubectl delete pod web-0`, then fetch as before.'],
      prediction: {
        question: 'Pod 0 is replaced. Does the kept address still lead to it?',
        choices: { works: 'Yes, the pod has the same name', fails: 'No' },
        reveal: 'No. The name stayed, the address did not: nobody is at the old one any more.',
      },
      outputNotes: { noRoute: 'Nobody has this address now' },
      notes: 'Worse than an error: the address may be given to another pod later, and then a stranger answers.',
    },
    name: {
      title: 'Ask again by name',
      text: 'Now fetch by name. The question comes first, and it gets the new address.',
      hints: ['The name did not change.', 'It is `web-0.nginx`.', 'Run `kubectl exec client -- wget -qO- -T 3 http://web-0.nginx`.'],
    },
    miss: {
      title: 'Ask too early',
      text: 'Pod 2 does not exist yet. Ask for it: the answer is NXDOMAIN, and it may be kept as well.',
      hints: ['The same question with another ordinal.', 'The last number in the line with SOA says how long a miss may be kept.', 'Run `kubectl exec tools -- dig web-2.nginx.default.svc.cluster.local`.'],
      outputNotes: { soa: 'The last number: a miss is good for 30 seconds too' },
      notes: 'A member that asks for its neighbour too early, and keeps the miss, loses half a minute.',
    },
    appears: {
      title: 'Let it appear',
      text: 'Scale to three, wait for the new pod, and ask again.',
      hints: ['The name appears when the pod is Ready.', '`kubectl rollout status` waits for it.', 'Run the three commands of this step.'],
      prediction: {
        question: 'Pod 2 is Ready. When does `dig` get its address?',
        choices: { atOnce: 'At once', later: 'Up to 30 seconds later' },
        reveal: 'At once. CoreDNS keeps no misses of the cluster’s zone, and `dig` keeps nothing. A program that keeps misses would have to wait.',
      },
      notes: 'Older clusters let CoreDNS keep answers for 30 seconds. There it is later.',
    },
  },
  parts: {
    asked: 'Pod 0 was asked for',
    kept: 'The client has written an address down',
    served: 'Pod 0 has served its page',
    newPod: 'Pod 0 is a new object',
    newAddress: 'Pod 0 has another address',
    failed: 'The kept address led nowhere',
    askedAgain: 'The name was asked for, and gave the new address',
    missing: 'For pod 2 the answer was NXDOMAIN',
    found: 'Pod 2 was found by name',
  },
  closing: {
    question: 'A driver looks its server up once and keeps the address for ever. When does it fail?',
    choices: { atOnce: 'At once', replaced: 'When the pod is replaced', thirty: 'After 30 seconds' },
    explanation: 'An address is good as long as its pod. Clients should ask again after an error, and after the time to live.',
  },
  takeaway: 'Keep names, not addresses; and ask again when something fails.',
  wrongAnswers: { keepsPod: 'Fetches once more, with the old pod still there', stillKept: 'Uses the kept address again', otherName: 'Asks again without a pod 2' },
};
