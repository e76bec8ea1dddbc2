import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A version that is [[ready|Ready]] for a moment passes an update; `minReadySeconds` asks it to stay so.',
  steps: {
    bad: {
      title: 'Roll out a version that fails late',
      text: 'The bad version is Ready for 20 seconds, then no longer. Compare the two manifests, apply the bad one, and wait a minute.',
      hints: ['Both files lie in this directory.', 'Look at the command of the container.', 'Run `diff good.yaml bad.yaml`, then `kubectl apply -f bad.yaml`.'],
      prediction: {
        question: 'A rolling update goes pod by pod. How many pods get the bad version?',
        choices: { one: 'One, then the update stops', all: 'All three' },
        reveal: 'All three. Each was Ready when the controller looked, so the next one followed; they failed afterwards.',
      },
      notes: 'A leak, a full pool of connections, a cache that fills: many faults need half a minute to show.',
    },
    repair: {
      title: 'Repair it',
      text: 'Apply the good version. The pods that are not Ready hold the update up, so delete them.',
      hints: ['The template alone does not help.', 'The controller waits for pods that will not become Ready.', 'Run `kubectl apply -f good.yaml`, then `kubectl delete pod app-0 app-1 app-2`.'],
      notes: 'The same as in the lesson on undo: first the template, then the pods.',
    },
    patience: {
      title: 'Ask for thirty seconds',
      text: 'With `minReadySeconds` a pod counts as available once it has been Ready so long. Set it and watch the rings fill.',
      hints: ['It is a field of `spec`.', 'It is not part of the template.', `Run \`${"kubectl patch statefulset app -p '{\"spec\":{\"minReadySeconds\":30}}'"}\`.`],
      prediction: {
        question: 'What happens to the pods that run?',
        choices: { restart: 'They are replaced, one by one', stay: 'They stay' },
        reveal: 'They stay. The template has not changed; the field only says how the controller counts.',
      },
    },
    again: {
      title: 'Roll it out once more',
      text: 'Apply the bad version again and wait a minute.',
      hints: ['The same file as before.', 'Look at pod 2 and at what waits for it.', 'Run `kubectl apply -f bad.yaml`, and wait.'],
      prediction: {
        question: 'How many pods get the bad version this time?',
        choices: { one: 'One', all: 'All three' },
        reveal: 'One. Pod 2 failed before its thirty seconds were over, so the update never went on.',
      },
      notes: 'Two of three serve all the time. Ask how long the field should be: longer than the fault needs to show.',
    },
    count: {
      title: 'Read the counts',
      text: 'The status of the set counts pods that are Ready, available and updated.',
      hints: ['They are fields of `status`.', 'JSONPath prints them in one line.', 'Run the command of this step.'],
      outputNotes: { two: 'Pods 0 and 1 serve; pod 2 is new, and neither Ready nor available' },
    },
    back: {
      title: 'Go back',
      text: 'Apply the good version and delete the pod that holds the update up.',
      hints: ['One pod is to be deleted this time.', 'It is the one with the bad version.', 'Run `kubectl apply -f good.yaml`, then `kubectl delete pod app-2`.'],
    },
  },
  parts: {
    allBad: 'All three have the new revision',
    zeroBad: 'Pod 0 has the bad version',
    noneReady: 'At some moment none was Ready',
    zeroGood: 'Pod 0 has the good version',
    available: 'Pods that are available',
    samePod: 'Pod 2 is the object it was before',
    twoBad: 'Pod 2 has the bad version',
    stopped: 'For 30 seconds the update has stood at pod 2',
    twoServe: 'Ready pods at the worst moment',
    counted: 'The StatefulSet was read',
    twoGood: 'Pod 2 has the good version',
  },
  closing: {
    question: 'What does a rolling update wait for before it takes the next pod?',
    choices: { running: 'That the pod runs', ready: 'That it is Ready for a moment', available: 'That it is available: Ready for `minReadySeconds`' },
    explanation: 'Without the field, zero seconds are enough, and available means Ready.',
  },
  takeaway: 'Give a new version time to fail before the next pod gets it.',
  wrongAnswers: { waits: 'Applies the good version and waits', noPatience: 'Sets the seconds to zero first' },
};
