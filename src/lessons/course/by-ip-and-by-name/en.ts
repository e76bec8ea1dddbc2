import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A Service is one address and one name for all its pods; who wants a certain pod asks for that pod by name.',
  steps: {
    look: {
      title: 'Find the address of the Service',
      text: 'The second Service of the file has a virtual IP. It is nobody\'s network card: each node turns it into the address of a pod.',
      hints: [
        'The manifest made two Services; one of them has an address.',
        'Ask for `svc` and the name `nginx-web-sts-svc`.',
        'Run `kubectl get svc nginx-web-sts-svc`.',
      ],
      outputNotes: { ip: 'The virtual IP: it stays as long as the Service' },
    },
    byIp: {
      title: 'Ask it again and again',
      text: 'The loop asks once a second until you press Ctrl-C. Each request is a new connection, and each connection may reach another pod.',
      hints: [
        'One answer says nothing about the next.',
        'Let the loop run until all three pages have come, then press Ctrl-C.',
        'Run `while true;do curl 10.200.3.231;sleep 1;done`.',
      ],
      prediction: {
        question: 'Who answers the requests?',
        choices: { always0: 'Always pod 0', inTurn: '0, 1, 2 and round again', byChance: 'One of the three, by chance' },
        reveal: 'By chance: kube-proxy draws a pod for every new connection. In the long run each gets about a third.',
      },
      notes: 'Have the class count the answers. Thirty requests are rarely ten each, and that is no fault.',
    },
    byNameFails: {
      title: 'Ask by name, from the node',
      text: 'The name of the Service in full is known to the cluster\'s DNS server. This node asks another one.',
      hints: [
        'This step is meant to fail.',
        'Look at the number in brackets: it says at which point curl gave up.',
        'Run `curl nginx-web-sts-svc.default.svc.myharbor.com`.',
      ],
      outputNotes: { six: 'Exit code 6: the name could not be resolved, no connection was tried' },
      notes: 'Pods get the cluster DNS server from their kubelet. Nodes do not, unless somebody writes it down.',
    },
    resolver: {
      title: 'Tell the node whom to ask',
      text: 'Open `/etc/resolv.conf` and add the line `nameserver 10.200.0.10`. Save and leave the editor.',
      hints: [
        'The address of the cluster DNS server ends in .10.',
        'In vim: `i` begins to insert, Esc ends it, `:wq` saves and leaves.',
        'Run `vim /etc/resolv.conf` and add `nameserver 10.200.0.10` as a line of its own.',
      ],
      notes: 'A server that says "no such name" ends the search: with several nameserver lines the order matters. The document does this for a test; leave real nodes alone.',
    },
    byName: {
      title: 'Ask by name once more',
      text: 'The same loop, with the name in place of the address. DNS gives the virtual IP; the rest is as before.',
      hints: [
        'The name is asked for at every round; the answer is always the same address.',
        'Let it run until all three pages have come, then press Ctrl-C.',
        'Run `while true;do curl nginx-web-sts-svc.default.svc.myharbor.com;sleep 1;done`.',
      ],
    },
    otherZone: {
      title: 'Use the domain of the books',
      text: 'Most examples end in `cluster.local`. The domain is chosen when a cluster is set up, and here it is `myharbor.com`.',
      hints: [
        'This step is meant to fail.',
        'Only the end of the name is different.',
        'Run `curl nginx-web-sts-svc.default.svc.cluster.local`.',
      ],
      prediction: {
        question: 'Will the name with `cluster.local` be found?',
        choices: { sameAnswer: 'Yes, both work', notFound: 'No, nothing has that name' },
        reveal: 'NXDOMAIN: the zone of this cluster is `myharbor.com`. Names copied from elsewhere end in the wrong place.',
      },
    },
    fromPod: {
      title: 'Any pod, or that pod',
      text: 'In a pod the short names are enough. Ask the Service first, then pod 2 by its own name.',
      hints: [
        'The `search` line of the pod completes short names.',
        'The name of a pod stands below the headless Service: `nginx-web-sts-vct-2.linux-headless`.',
        'Start dns-test, then run `wget -qO- nginx-web-sts-svc` and `wget -qO- nginx-web-sts-vct-2.linux-headless`.',
      ],
      outputNotes: { search: 'What is added to short names, in this order' },
      notes: 'One set, two Services: the headless one gives names to pods, the other spreads requests. They do not exclude each other.',
    },
  },
  parts: {
    looked: 'The Service was looked at',
    answers: 'Different pages that came back',
    asked: 'The node asked for the name',
    curl6: 'curl gave up with exit code 6',
    nameserver: 'The node asks 10.200.0.10',
    resolved: 'The name was resolved',
    noSuchZone: 'DNS says that there is no such name',
    anyPod: 'The Service answered dns-test',
    podResolved: 'The name of pod 2 was resolved',
    thatPod: 'Pod 2 itself answered sts2',
  },
  closing: {
    question: 'A client has to write to pod 0 and to no other. Which name does it use?',
    choices: {
      serviceName: '`nginx-web-sts-svc`',
      podName: '`nginx-web-sts-vct-0.linux-headless`',
      sessionAffinity: '`nginx-web-sts-svc`, after one request to pod 0',
    },
    explanation: 'The Service does not remember which pod a client wants. The pod\'s own name below the headless Service leads to that pod alone.',
  },
  takeaway: 'Ask the Service for any pod, ask the headless name for a certain one. The end of a name depends on the cluster.',
  wrongAnswers: {
    podAddress: 'Asks the pods by their addresses instead of the Service',
    wrongServer: 'Writes the address of the Service as the DNS server',
    onlyService: 'Asks the Service again and again instead of pod 2',
  },
};
