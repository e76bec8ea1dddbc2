import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A rolling update that is stuck on a broken pod stays stuck after the template is repaired, until the pod is deleted.',
  steps: {
    break: {
      title: 'Ask for an image that is not there',
      text: 'Three pods run. Give the set an image that no registry has, and see how far the update gets.',
      hints: ['The template has to change.', '`kubectl set image` names container and image.', 'Run `kubectl set image statefulset/web nginx=nginx:does-not-exist`.'],
      prediction: {
        question: 'Which pods does the bad image reach?',
        choices: { allBroken: 'All three', onlyTwo: 'Pod 2 only', onlyZero: 'Pod 0 only' },
        reveal: 'Pod 2 only. The update begins at the top and goes on when the pod is Ready, which it never is: the other two keep serving.',
      },
      notes: 'The order protects: a bad version takes down one pod.',
    },
    status: {
      title: 'Ask for the status',
      text: 'Ask how the update is doing, and give it twenty seconds.',
      hints: ['`kubectl rollout` has a verb for it.', 'A time limit keeps it from waiting for ever.', 'Run `kubectl rollout status statefulset/web --timeout=20s`.'],
      outputNotes: { waiting: 'One pod is waited for, and it will never be Ready' },
    },
    undo: {
      title: 'Take the change back',
      text: 'Undo the update, then look at the pods for twenty seconds.',
      hints: ['The revision before is kept.', '`kubectl rollout undo` goes back to it.', 'Run `kubectl rollout undo statefulset/web`.'],
      prediction: {
        question: 'The template is good again. What happens to pod 2?',
        choices: { heals: 'It is replaced by a good one', stays: 'It stays as it is, broken' },
        reveal: 'It stays. Before the controller replaces a pod it waits until all are Ready, and pod 2 is what it waits for.',
      },
      notes: 'Kubernetes issue 67250, open since 2018. The documentation calls the way out a forced rollback.',
    },
    why: {
      title: 'Read what pod 2 is made of',
      text: 'Describe the pod, or select it and read why it waits. Its image is still the bad one: an undo changes the template, not pods.',
      hints: ['The pod tells its image and its events.', '`kubectl describe pod` shows both.', 'Run `kubectl describe pod web-2`.'],
      outputNotes: { image: 'The image of the broken revision' },
      notes: 'Ask why the controller does not simply replace it: it cannot know that the pod will never be Ready.',
    },
    delete: {
      title: 'Open the gate by hand',
      text: 'One pod has to be deleted. Choose the one that holds the gate.',
      hints: ['Which pod is not Ready?', 'Its successor is made from the good template.', 'Run `kubectl delete pod web-2`.'],
      prediction: {
        question: 'Which pod has to be deleted?',
        choices: { zero: 'Pod 0', two: 'Pod 2' },
        reveal: 'Pod 2, the broken one. Its successor is made from the current revision, becomes Ready, and the gate is open.',
      },
    },
    history: {
      title: 'Look at the revisions',
      text: 'List the revisions of the set. The old one has come back under a higher number instead of being stored twice.',
      hints: ['`kubectl rollout` can list them.', 'The verb is `history`.', 'Run `kubectl rollout history statefulset/web`.'],
      notes: 'An equal template gives an equal revision: its number grows, its hash stays.',
    },
  },
  parts: {
    cannotPull: 'The image of pod 2 could not be pulled',
    timedOut: '`rollout status` gave up',
    templateIsOld: 'The template names the old image again',
    stillBroken: 'Pod 2 has kept the bad image for 20 seconds',
    described: 'Pod 2 was read',
    newPod: 'Pod 2 is a new object',
    goodImage: 'It has the good image',
    revisionsListed: 'The revisions were listed',
  },
  closing: {
    question: 'An update hangs on a pod that cannot start. What brings the set back?',
    choices: { undo: '`kubectl rollout undo`', undoAndDelete: '`kubectl rollout undo`, then delete the broken pod', deleteSet: 'Delete the set and apply it again' },
    explanation: 'The undo repairs the template, the deletion opens the gate. Neither is enough alone.',
  },
  takeaway: 'First repair the template, then delete the pod that is broken.',
  wrongAnswers: { onlyUndo: 'Undoes once more and waits', deletesFirst: 'Deletes the pod while the template is still bad', restart: 'Restarts the rollout, which waits at the same gate' },
};
