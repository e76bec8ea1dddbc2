import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'DNS names only pods that are [[ready|Ready]], which locks out members that need each other to become so.',
  steps: {
    apply: {
      title: 'Start three members',
      text: 'Each member calls itself Ready once it can resolve the names of all three. Apply the manifest and wait.',
      hints: ['The file lies in this directory.', 'Look at the readiness probe, then apply.', 'Run `kubectl apply -f peers.yaml`.'],
      prediction: {
        question: 'All three run. How many become Ready?',
        choices: { three: 'Three', none: 'None' },
        reveal: 'None. A name appears when its pod is Ready, and a pod is Ready when it finds the names: each waits for the others.',
      },
      notes: 'A quorum check in a readiness probe does the same. Many databases ship one.',
    },
    ask: {
      title: 'Ask for a name',
      text: 'Another pod asks for the first member. The pod runs, and still DNS does not know it.',
      hints: ['The pod `dns` can ask.', 'The short name is `peers-0.peers`.', 'Run `kubectl exec dns -- nslookup peers-0.peers`.'],
      outputNotes: { cannot: 'NXDOMAIN: there is no such name' },
      notes: 'NXDOMAIN is the answer of CoreDNS, not a failure of it.',
    },
    slice: {
      title: 'Look behind the answer',
      text: 'CoreDNS reads EndpointSlices. The members are in there, marked as not ready.',
      hints: ['The slice carries the name of its Service as a label.', 'The label is `kubernetes.io/service-name`.', 'Run the command of this step.'],
      outputNotes: { notReady: 'Known, with an address, but not ready' },
    },
    publish: {
      title: 'Publish them all',
      text: 'The [[headless-service|headless Service]] can be told to name pods that are not ready, too.',
      hints: ['It is a field of the Service.', 'The field is `publishNotReadyAddresses`.', `Run \`${"kubectl patch service peers -p '{\"spec\":{\"publishNotReadyAddresses\":true}}'"}\`.`],
      prediction: {
        question: 'What is needed now for the members to become Ready?',
        choices: { restart: 'A restart of the pods', heals: 'Nothing: they find each other at the next probe' },
        reveal: 'Nothing. The names appear within a second, the next probe succeeds, and all three are Ready.',
      },
      notes: 'Only for the Service that members use among themselves. A Service for clients should leave out what is not ready.',
    },
    again: {
      title: 'Ask once more',
      text: 'The same question as before.',
      hints: ['The pod `dns` asks again.', 'Nothing else has changed.', 'Run `kubectl exec dns -- nslookup peers-0.peers`.'],
    },
  },
  parts: {
    runs0: 'Member 0 runs',
    runs2: 'Member 2 runs',
    noneReady: 'For 15 seconds none has become Ready',
    nxdomain: 'The answer was NXDOMAIN',
    sliceRead: 'The EndpointSlice was read',
    published: 'The Service names pods that are not ready',
    answered: 'The name was answered',
  },
  closing: {
    question: 'Which pods does a headless Service name by default?',
    choices: { all: 'All that exist', ready: 'Those that are Ready', running: 'Those that run' },
    explanation: 'With `publishNotReadyAddresses` all that have an address.',
  },
  takeaway: 'Members that find each other by name need a Service that publishes addresses before they are ready.',
  wrongAnswers: { restarts: 'Restarts the members, which changes nothing', scales: 'Adds members that wait as well' },
};
