import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'With [[ordered-ready|OrderedReady]] a member that needs others to become Ready waits for pods that wait for it.',
  steps: {
    apply: {
      title: 'Start a quorum',
      text: 'Each member calls itself Ready once it finds the first two by name. The Service names pods that are not ready, too. Apply the manifest and wait.',
      hints: ['The file lies in this directory.', 'Look at the probe and at `podManagementPolicy`.', 'Run `kubectl apply -f ordered.yaml`.'],
      prediction: {
        question: 'Three replicas are asked for. How many pods are there after half a minute?',
        choices: { three: 'Three', one: 'One', none: 'None' },
        reveal: 'One. Pod 0 needs pod 1 to become Ready, and pod 1 is created when pod 0 is Ready.',
      },
      notes: 'On the first day nobody sees it where the first member counts as a quorum. After an outage of all pods it comes back.',
    },
    why: {
      title: 'Read the reason',
      text: 'Look at pod 0: its probe fails. The stage says what the StatefulSet waits for.',
      hints: ['The events tell of the probe.', 'Press pod 0 on the stage to see what waits for it.', 'Run `kubectl describe pod quorum-0`.'],
      outputNotes: { unhealthy: 'It does not find quorum-1: there is none' },
      notes: 'Both are right by their own rules. That is what makes it a deadlock.',
    },
    refused: {
      title: 'Try to change the policy',
      text: 'With `Parallel` nobody would wait. Change it.',
      hints: ['It is a field of `spec`.', '`kubectl patch` sets it.', `Run \`${"kubectl patch statefulset quorum -p '{\"spec\":{\"podManagementPolicy\":\"Parallel\"}}'"}\`.`],
      prediction: {
        question: 'What does the API server say?',
        choices: { accepted: 'It takes the change', refused: 'It refuses' },
        reveal: 'It refuses. Most fields of a StatefulSet are fixed once it exists, and this is one of them.',
      },
      outputNotes: { forbidden: 'The policy is not among the fields that may change' },
    },
    recreate: {
      title: 'Make it anew',
      text: 'Delete the StatefulSet alone and apply the manifest with `Parallel`. The pod that runs is taken over.',
      hints: ['The pod need not go.', '`--cascade=orphan` deletes the StatefulSet and leaves its pods.', 'Run `kubectl delete statefulset quorum --cascade=orphan`, then `kubectl apply -f parallel.yaml`.'],
      prediction: {
        question: 'What becomes of pod 0?',
        choices: { zeroNew: 'It is replaced', zeroStays: 'It stays' },
        reveal: 'It stays. The new StatefulSet finds a pod with the right name and labels, and adopts it; 1 and 2 come at once.',
      },
      notes: 'The template is the same, so its revision is the same, and nothing has to be updated.',
    },
    outage: {
      title: 'Lose all at once',
      text: 'Delete all three pods, as an outage would.',
      hints: ['One command can name several pods.', 'Watch in which order they come back.', 'Run `kubectl delete pod quorum-0 quorum-1 quorum-2`.'],
      prediction: {
        question: 'Does the quorum come back by itself?',
        choices: { returns: 'Yes', stuck: 'No, pod 0 waits again' },
        reveal: 'Yes. All three are created at once, find each other, and become Ready.',
      },
      notes: 'Databases with a quorum, and most operators for them, set Parallel for this reason.',
    },
  },
  parts: {
    runs0: 'Pod 0 runs',
    stuck: 'For 20 seconds there is only pod 0, and it is not Ready',
    read: 'Pod 0 was looked at',
    refused: 'The API server has refused',
    stillOrdered: 'The policy is still OrderedReady',
    parallel: 'The policy is Parallel',
    together: 'Pods 1 and 2 came together',
    samePod: 'Pod 0 is the object it was before',
    new0: 'Pod 0 is a new object',
    new2: 'Pod 2 is a new object',
    allTogether: 'All three came back together',
  },
  closing: {
    question: 'Members become Ready when they find each other. Which policy fits?',
    choices: { ordered: 'OrderedReady', parallel: 'Parallel', either: 'Either' },
    explanation: 'With OrderedReady the first would have to be Ready alone. Names, claims and updates are the same with both.',
  },
  takeaway: 'A readiness that needs others must not decide whether the others are created.',
  wrongAnswers: { deletesPod: 'Replaces the pod that waits by another one', scales: 'Asks for more pods that are not created', appliesOnly: 'Applies the other policy, which is refused' },
};
