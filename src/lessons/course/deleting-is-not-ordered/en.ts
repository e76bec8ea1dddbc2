import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Deleting a set takes all its pods at once; whoever needs an orderly end scales to zero first.',
  steps: {
    delete: {
      title: 'Delete the set',
      text: 'Three pods run, created in the order 0, 1, 2. Delete the set and watch in which order they go.',
      hints: ['The set is the object to delete.', '`kubectl delete statefulset` takes its name.', 'Run `kubectl delete statefulset web`.'],
      prediction: {
        question: 'How do the pods go when their set is deleted?',
        choices: { fromTheTop: '2, then 1, then 0', together: 'All at once', stay: 'They stay' },
        reveal: 'All at once. The set is gone, so nobody is left who would keep an order: the garbage collector removes what the set owned.',
      },
      notes: 'Ordering is the work of the StatefulSet controller. Ask who deletes the pods once the set itself is gone.',
    },
    again: {
      title: 'Create it once more',
      text: 'Apply the manifest and ask for three replicas again. The claims of before are found by name.',
      hints: ['The manifest is the official example.', 'It asks for two replicas; `kubectl scale` makes it three.', 'Run `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`, then `kubectl scale statefulset web --replicas=3`.'],
    },
    scaleToZero: {
      title: 'Scale to zero',
      text: 'The set stays, and wants no pods. Watch the order now.',
      hints: ['Zero is a number of replicas, too.', '`kubectl scale` again.', 'Run `kubectl scale statefulset web --replicas=0`.'],
      prediction: {
        question: 'And how do they go now?',
        choices: { fromTheTop: '2, then 1, then 0, each after the one before is gone', together: 'All at once' },
        reveal: 'From the top, one by one. The controller is at work, and scaling down is ordered.',
      },
      notes: 'A database whose primary is ordinal 0 loses its replicas first and its primary last.',
    },
    thenDelete: {
      title: 'Delete the empty set',
      text: 'Now there is nothing left that could go in the wrong order.',
      hints: ['The set has no pods, but it still exists.', 'The same command as in the first step.', 'Run `kubectl delete statefulset web`.'],
    },
    whatIsLeft: {
      title: 'See what is left',
      text: 'List Services and claims. Neither belongs to the set, so neither was deleted with it.',
      hints: ['Both carry the label `app=nginx`.', 'Kinds are joined by a comma.', 'Run `kubectl get svc,pvc -l app=nginx`.'],
      notes: 'Ask what a new set of the same name would find: the old data.',
    },
  },
  parts: {
    together: 'The three pods were asked to go in the same second',
    noPods: 'Pods left',
    createdInOrder: 'Created in the order 0, 1, 2',
    fromTheTop: 'Gone in the order 2, 1, 0',
    servicesListed: 'The Services were listed',
    claimsListed: 'The claims were listed',
    claimsLeft: 'Claims that are still there',
  },
  closing: {
    question: 'A database has to be shut down with its primary, ordinal 0, last. What do you do?',
    choices: { deleteSet: 'Delete the set', scaleFirst: 'Scale to zero, then delete the set', deletePods: 'Delete the pods from the highest down' },
    explanation: 'Only the controller keeps order, and it does so when it scales. Deleted pods would come back.',
  },
  takeaway: 'Scale to zero first. A deletion knows no order, and it leaves the claims.',
  wrongAnswers: { orphans: 'Deletes the set and leaves its pods running', onePod: 'Deletes the pods, and the set makes them anew', deletedAgain: 'Deletes the set instead of scaling it' },
};
