import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A [[partition]] draws a line between the ordinals: those at or above it are updated, those below keep the old [[revision]].',
  steps: {
    guard: {
      title: 'Draw the line',
      text: 'Three pods run, 0 to 2. Set the partition to 3, which lies above all of them.',
      hints: ['The line is a field of the update strategy.', 'It is `spec.updateStrategy.rollingUpdate.partition`.', `Run \`kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":3}}}}'\`.`],
      notes: 'The line is drawn on the stage. Ask which ordinals are at or above 3: none.',
    },
    stage: {
      title: 'Change the image',
      text: 'The template gets another image. Watch for ten seconds what happens to the pods.',
      hints: ['The template has to change.', '`kubectl set image` changes it.', 'Run `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`.'],
      prediction: {
        question: 'Partition 3, ordinals 0 to 2: how many pods are replaced?',
        choices: { all: 'All three', highest: 'One, the highest', none: 'None' },
        reveal: 'None. The new template is stored as a revision, and no ordinal is at or above the line: the update is staged.',
      },
    },
    deleteBelow: {
      title: 'Delete a pod below the line',
      text: 'Delete pod 2 and look at the image of its successor.',
      hints: ['One pod is enough.', 'Pod 2 is below partition 3.', 'Run `kubectl delete pod web-2`.'],
      prediction: {
        question: 'Which image will the new pod 2 have?',
        choices: { oldOne: 'The old one', newOne: 'The new one, it is created now' },
        reveal: 'The old one. Below the line the controller makes pods from the old revision, however often they are replaced.',
      },
      notes: 'This is what makes a canary safe: a crash does not spread the new version.',
    },
    canary: {
      title: 'Let one pod through',
      text: 'Move the line to 2. Exactly one ordinal is at or above it.',
      hints: ['The same patch with another number.', 'The number is an ordinal, not an amount.', `Run \`kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'\`.`],
      prediction: {
        question: 'Which pod becomes the canary?',
        choices: { zero: 'Pod 0', one: 'Pod 1', two: 'Pod 2' },
        reveal: 'Pod 2: it is the only ordinal that is not below 2.',
      },
      notes: 'Ask for the partition that updates two of three pods: 1.',
    },
    status: {
      title: 'Ask whether it is done',
      text: 'Ask `rollout status`, then compare the two revisions in the status of the set. The word complete means the part above the line.',
      hints: ['Two questions: one to `rollout`, one to the status.', '`status.currentRevision` and `status.updateRevision`.', 'Run both commands of this step.'],
      outputNotes: { partitioned: 'Complete as far as the partition allows: one of three is new' },
    },
    finish: {
      title: 'Roll out the rest',
      text: 'The canary is healthy. Take the line away.',
      hints: ['Partition 0 lets every ordinal through.', 'The same patch once more.', `Run \`kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}}}}'\`.`],
      notes: 'Pod 1 goes before pod 0. In a database with its primary at 0 the primary is touched last.',
    },
  },
  parts: {
    newTemplate: 'The template names the new image',
    untouched: 'All pods have stayed Ready for ten seconds',
    newPod: 'Pod 2 is a new object',
    oldImage: 'It has the old image',
    canaryImage: 'Pod 2 has the new image',
    asked: 'Answers that were read',
    twoRevisions: 'Current and update revision differ',
    downwards: 'Pod 1 was replaced before pod 0',
    oneRevision: 'Current and update revision are the same',
  },
  closing: {
    question: 'A set has ten replicas and partition 7. Which pods are updated?',
    choices: { count: 'Seven of them', atOrAbove: '7, 8 and 9', below: '0 to 6' },
    explanation: 'The partition is an ordinal. Those at or above it get the new revision.',
  },
  takeaway: 'The partition is a line, not a number of pods. Below it the old revision stays, even for pods that are made anew.',
  wrongAnswers: { noGuard: 'Changes the image without a partition, and all pods are replaced', partitionOne: 'Moves the line to 1, and two pods are updated', deletesRest: 'Deletes the remaining pods, which come back old' },
};
