import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A drain asks before it takes a pod, and a PodDisruptionBudget answers for the set.',
  steps: {
    budget: {
      title: 'Set a budget',
      text: 'Three pods run. Say that at most one of them may be missing on purpose.',
      hints: ['The object is a PodDisruptionBudget.', 'It picks pods by label: `apps=nginx`.', 'Run `kubectl create poddisruptionbudget web-pdb --selector=apps=nginx --max-unavailable=1`.'],
      notes: 'The budget is a promise to the application, not to the machine.',
    },
    drain: {
      title: 'Drain the node of two pods',
      text: 'Pods 0 and 2 run on centos7k8s2. Drain it and watch the timeline.',
      hints: ['`kubectl drain` cordons the node first.', 'It takes a few flags for pods that nobody replaces.', 'Run `kubectl drain centos7k8s2 --ignore-daemonsets --force --delete-emptydir-data`.'],
      prediction: {
        question: 'How are the two pods taken away?',
        choices: { together: 'Both at once', oneByOne: 'One; the other when the first is Ready elsewhere' },
        reveal: 'One by one. The second [[eviction]] is refused until the set is whole again, and kubectl tries every five seconds.',
      },
      notes: 'Read the answers of drain: the refusals are in them.',
    },
    uncordon: {
      title: 'Open the node again',
      text: 'The maintenance is over. Allow pods on the node.',
      hints: ['A drained node stays cordoned.', 'The opposite of cordon.', 'Run `kubectl uncordon centos7k8s2`.'],
      prediction: {
        question: 'Do the pods go back?',
        choices: { return: 'Yes', stay: 'No' },
        reveal: 'No. The scheduler places new pods; it never moves one that runs.',
      },
    },
    strict: {
      title: 'Allow nothing',
      text: 'Set the budget to zero, as somebody might who wants no interruption at all.',
      hints: ['The field is `spec.maxUnavailable`.', 'A merge patch changes it.', `Run \`${"kubectl patch pdb web-pdb --type=merge -p '{\"spec\":{\"maxUnavailable\":0}}'"}\`.`],
    },
    refused: {
      title: 'Try to drain',
      text: 'Drain centos7k8s3 and give it thirty seconds.',
      hints: ['The same command for the other node.', 'A time limit keeps it from trying for ever.', 'Run `kubectl drain centos7k8s3 --ignore-daemonsets --force --delete-emptydir-data --timeout=30s`.'],
      prediction: {
        question: 'What becomes of pod 1?',
        choices: { evicts: 'It is evicted', refused: 'It stays, and the drain gives up' },
        reveal: 'It stays. A budget of zero can never be met, so the drain would try until the end of days.',
      },
      outputNotes: { budget: 'The API server refuses this eviction' },
      notes: 'The same happens with one replica and `minAvailable: 1`. The way out is to change the budget, or to scale up.',
    },
    open: {
      title: 'Clean up',
      text: 'The drain has failed, but the node is cordoned all the same. Open it.',
      hints: ['Drain cordons before it evicts.', 'Uncordon once more.', 'Run `kubectl uncordon centos7k8s3`.'],
    },
  },
  parts: {
    oneAllowed: 'One disruption is allowed',
    cordoned: 'centos7k8s2 takes no new pods',
    zeroMoved: 'Pod 0 runs elsewhere',
    twoMoved: 'Pod 2 runs elsewhere',
    neverBelowTwo: 'At no moment were fewer than two Ready',
    open: 'centos7k8s2 takes pods again',
    noneAllowed: 'No disruption is allowed',
    gaveUp: 'The drain has given up',
    openAgain: 'centos7k8s3 takes pods again',
  },
  closing: {
    question: 'What does a PodDisruptionBudget protect from?',
    choices: { everything: 'From every loss of pods', evictions: 'From evictions, as a drain asks for them', crashes: 'From crashes of nodes' },
    explanation: 'It is asked at evictions only. Deletions, crashes and rolling updates do not ask.',
  },
  takeaway: 'A drain asks, a deletion does not. A budget that allows nothing blocks every maintenance.',
  wrongAnswers: { deletes: 'Deletes the pods, which may come back on the same node', cordons: 'Cordons only, which moves nothing' },
};
