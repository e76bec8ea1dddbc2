import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A short name is completed by the resolver of the pod, ending by ending, until one of them has an answer.',
  steps: {
    config: {
      title: 'Read the settings',
      text: 'Each pod has an /etc/resolv.conf. Look at the endings behind `search` and at the number behind `ndots`.',
      hints: ['The pod is called `dns`.', '`cat` shows the file.', 'Run `kubectl exec dns -- cat /etc/resolv.conf`.'],
      outputNotes: { search: 'Three endings, the namespace of the pod first', ndots: 'Names with fewer than five dots are completed first' },
    },
    short: {
      title: 'Ask with a short name',
      text: 'Pod 0 of the set `web` is found through its [[headless-service|headless Service]] `nginx`. Watch what is really asked.',
      hints: ['Pod, point, Service.', 'The name is `web-0.nginx`.', 'Run `kubectl exec dns -- nslookup web-0.nginx`.'],
      prediction: {
        question: 'Which name does CoreDNS hear first?',
        choices: { asTyped: 'web-0.nginx', first: 'web-0.nginx.default.svc.cluster.local' },
        reveal: 'The completed one. The name has one dot, fewer than five, so the endings come first, and the first one hits.',
      },
      notes: 'ndots counts dots. A name of the outside world with fewer than five is asked with all endings first, too.',
    },
    podOnly: {
      title: 'Leave out the Service',
      text: 'Ask for the pod alone. The stage shows each attempt.',
      hints: ['Only the name of the pod.', 'The name is `web-0`.', 'Run `kubectl exec dns -- nslookup web-0`.'],
      prediction: {
        question: 'Is the pod found by its name alone?',
        choices: { found: 'Yes', missing: 'No' },
        reveal: 'No. Three endings, three times NXDOMAIN. The record of a pod lies under its Service.',
      },
      notes: 'This is the commonest mistake with StatefulSets, next to a Service that is missing or misspelt.',
    },
    otherNamespace: {
      title: 'Ask from elsewhere',
      text: 'The same short name, asked by a pod in the namespace `other`.',
      hints: ['There is a pod `dns` in the namespace `other`.', 'Its search list begins with its own namespace.', 'Run `kubectl exec --namespace=other dns -- nslookup web-0.nginx`.'],
      prediction: {
        question: 'Does it find pod 0 of the namespace `default`?',
        choices: { found: 'Yes', missing: 'No' },
        reveal: 'No. Its first ending is other.svc.cluster.local, and no ending contains default.',
      },
    },
    withNamespace: {
      title: 'Add the namespace',
      text: 'Name the namespace of the Service as well.',
      hints: ['Pod, Service, namespace.', 'The name is `web-0.nginx.default`.', 'Run `kubectl exec --namespace=other dns -- nslookup web-0.nginx.default`.'],
      notes: 'Here the second ending, svc.cluster.local, is the one that fits.',
    },
    full: {
      title: 'Write it in full',
      text: 'End the whole name with a point. Then nothing is completed.',
      hints: ['The cluster domain is `cluster.local`.', 'The point at the end means: this is all.', 'Run `kubectl exec dns -- nslookup web-0.nginx.default.svc.cluster.local.`.'],
      prediction: {
        question: 'How many questions does this name cost?',
        choices: { one: 'One for each kind of address', four: 'Four' },
        reveal: 'One for each kind of address. A name that ends with a point is asked as it stands.',
      },
    },
  },
  parts: {
    read: 'The file was read',
    firstHit: 'The first ending gave the address of pod 0',
    miss1: 'NXDOMAIN with the namespace',
    miss2: 'NXDOMAIN with svc',
    miss3: 'NXDOMAIN with the cluster domain',
    wrongZone: 'NXDOMAIN in the namespace `other`',
    secondHit: 'Found from the namespace `other`',
    once: 'The full name was answered',
  },
  closing: {
    question: 'A pod of the same namespace wants ordinal 0 of the set `db` with the Service `db-peers`. Which name is enough?',
    choices: { pod: '`db-0`', podService: '`db-0.db-peers`', ip: 'None, only the address' },
    explanation: 'Pod and Service; the search list adds the rest.',
  },
  takeaway: 'Pod dot Service within a namespace, one part more from outside, and a final point when you mean it exactly.',
  wrongAnswers: { setName: 'Asks for the set, which has no record', stillShort: 'Leaves out the Service' },
};
