import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A set that is deleted and created anew finds the [[claim|claims]] of its predecessor, and the data in them.',
  steps: {
    write: {
      title: 'Leave something behind',
      text: 'Write a line into the volume of pod 0. It stands for the password of a database that was set at the first start.',
      hints: ['The volume is mounted at the folder of the pages.', '`kubectl exec` writes into it.', 'Run the command of this step.'],
    },
    delete: {
      title: 'Delete the set',
      text: 'Delete the set, as one does to begin again. Look at what stays.',
      hints: ['The set is the object to delete.', '`kubectl delete statefulset` takes its name.', 'Run `kubectl delete statefulset web`.'],
      prediction: {
        question: 'The set is deleted. What about the claims?',
        choices: { gone: 'They go with it', stays: 'They stay' },
        reveal: 'They stay, and the picture keeps their place: nothing owned them.',
      },
      notes: 'This is the default since StatefulSets exist, and on purpose.',
    },
    again: {
      title: 'Create it again',
      text: 'Apply the same manifest and look into pod 0.',
      hints: ['The manifest is the official example.', 'Read the file once the pod is Ready.', 'Run `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`, then read the page.'],
      prediction: {
        question: 'What does the new pod 0 find in its volume?',
        choices: { fresh: 'An empty folder', old: 'The old line' },
        reveal: 'The old line. The claim is looked up by name: template, set and ordinal. The name is the same, so the claim is the same.',
      },
      notes: 'A database then keeps its old password, whatever the new manifest says: the classic “access denied after reinstall”.',
    },
    clean: {
      title: 'Really begin again',
      text: 'Delete the set, and then its claims. In this order: a claim that is in use only waits.',
      hints: ['Two deletions.', 'The claims carry the label `app=nginx`.', 'Run `kubectl delete statefulset web`, then `kubectl delete pvc -l app=nginx`.'],
      notes: 'A claim that a pod uses carries a [[finalizer]]: it shows Terminating until the pod is gone.',
    },
    fresh: {
      title: 'Create it once more',
      text: 'The same manifest for the third time.',
      hints: ['Apply as before.', 'Then look into the folder.', 'Run `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`, then `kubectl exec web-0 -- ls /usr/share/nginx/html`.'],
      prediction: {
        question: 'And now?',
        choices: { fresh: 'An empty folder', old: 'The old line' },
        reveal: 'An empty folder: new claims, new volumes.',
      },
    },
  },
  parts: {
    written: 'The line lies in the volume of pod 0',
    noPods: 'Pods left',
    sameClaim: 'Claim 0 is the object it was at the start',
    oldData: 'Pod 0 shows the old line',
    noClaims: 'Claims left',
    newClaim: 'Claim 0 is a new object',
    empty: 'The folder of pod 0 is empty',
  },
  closing: {
    question: 'How does a new set find the claims of an old one?',
    choices: { random: 'By chance, any free claim is taken', name: 'By their names, made of template, set and ordinal', uid: 'By the uid of the set' },
    explanation: 'A claim with the right name is used whoever made it.',
  },
  takeaway: 'Deleting a set does not reset it. The claims are the memory.',
  wrongAnswers: { keepsClaims: 'Deletes the set and leaves the claims', deletesPod: 'Deletes the pods, which come back' },
};
