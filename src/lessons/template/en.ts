import type { TextsFor } from '../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'One sentence: what the reader knows afterwards.',
  steps: {
    apply: {
      title: 'Apply the set',
      text: 'The file describes a Service and a set of two. Watch the pods come.',
      hints: ['The file is in the directory where the terminal starts.', '`kubectl apply` takes it behind `-f`.', 'Run `kubectl apply -f web.yaml`.'],
    },
    grow: {
      title: 'Ask for four',
      text: 'Change the number of replicas. See which pod waits for which.',
      hints: ['Only a number changes.', '`kubectl scale` changes it.', 'Run `kubectl scale sts web --replicas=4`.'],
    },
    shrink: {
      title: 'Take one away',
      text: 'Ask for three. One pod has to go.',
      hints: ['The same command, a smaller number.', '`--replicas=3` is what you want.', 'Run `kubectl scale sts web --replicas=3`.'],
      prediction: {
        question: 'Which pod goes?',
        choices: { first: 'web-0, the oldest', last: 'web-3, the highest' },
        reveal: 'The highest ordinal goes first, whatever its age.',
      },
      notes: 'Ask before anybody presses Enter.',
    },
    replace: {
      title: 'Delete one in the middle',
      text: 'Delete pod 1. The set fills the gap before it does anything else.',
      hints: ['Any pod can be deleted by name.', '`kubectl delete pod` takes the name.', 'Run `kubectl delete pod web-1` and wait.'],
    },
    remove: {
      title: 'Remove the set',
      text: 'Delete the set itself. There is no order now.',
      hints: ['The pods belong to the set.', 'Delete the set, not the pods.', 'Run `kubectl delete sts web`.'],
    },
  },
  parts: { oneByOne: 'Made 2, then 3, each after the one before was Ready', allGone: 'Pods left' },
  closing: {
    question: 'A set is scaled down by one. Which pod is deleted?',
    choices: { newest: 'The one that was created last', highest: 'The one with the highest ordinal' },
    explanation: 'Ordinals decide, not ages: a pod that was replaced a moment ago may stay.',
  },
  takeaway: 'What to take away, in one or two sentences.',
  wrongAnswers: { tooFew: 'Scales to three instead of four', otherPod: 'Deletes pod 2 instead of pod 1' },
};
