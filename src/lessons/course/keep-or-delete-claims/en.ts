import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Claims stay by default; `persistentVolumeClaimRetentionPolicy` says when they go, for scaling and for deletion apart.',
  steps: {
    keep: {
      title: 'Scale down to one',
      text: 'Three pods run, each with a page of its own. Scale down and look at the [[claim|claims]].',
      hints: ['One number of the set has to change.', '`kubectl scale` changes it.', 'Run `kubectl scale statefulset web --replicas=1`.'],
      prediction: {
        question: 'Pods 1 and 2 go. What about their claims?',
        choices: { gone: 'They go, too', kept: 'They stay' },
        reveal: 'They stay, and their volumes with them. Data is worth more than the space it takes, so the default is to retain.',
      },
      notes: 'Ask who pays for the two disks now. Scaling down frees no storage.',
    },
    back: {
      title: 'Scale up again',
      text: 'Ask for three replicas once more and read the page of pod 2. It finds what its predecessor left.',
      hints: ['The same command with 3.', 'Read the file with `kubectl exec` once the pod is Ready.', 'Run `kubectl scale statefulset web --replicas=3`, then `kubectl exec web-2 -- cat /usr/share/nginx/html/index.html`.'],
    },
    policy: {
      title: 'Let scaling delete claims',
      text: 'Set `whenScaled` to Delete and keep `whenDeleted` at Retain. Look at the claim: as long as its pod is wanted nothing owns it.',
      hints: ['The policy is a field of `spec`.', 'It has two halves, `whenScaled` and `whenDeleted`.', 'Run both commands of this step.'],
      notes: 'The owner of a condemned claim is the pod: claim and pod go together, pod first.',
    },
    drop: {
      title: 'Scale down again',
      text: 'The same command as in the first step, under another policy.',
      hints: ['One replica is to stay.', '`kubectl scale` once more.', 'Run `kubectl scale statefulset web --replicas=1`.'],
      prediction: {
        question: 'Which claim goes first this time?',
        choices: { zero: 'Claim 0', two: 'Claim 2', none: 'None' },
        reveal: 'Claim 2, and then claim 1: each follows its pod. Claim 0 stays, its pod is still wanted.',
      },
      notes: 'The controller writes an owner reference to the pod into the claim; the garbage collector does the rest.',
    },
    fresh: {
      title: 'Look for the old page',
      text: 'Scale up once more and look into pod 2. Its claim is a new object, and the volume is empty.',
      hints: ['Three replicas again.', '`ls` in the folder of the pages shows what is there.', 'Run `kubectl scale statefulset web --replicas=3`, then `kubectl exec web-2 -- ls /usr/share/nginx/html`.'],
    },
    whole: {
      title: 'Delete set and claims',
      text: 'Set both halves to Delete, then delete the set. Now the set itself owns the claims.',
      hints: ['The second half of the policy is about the deletion of the set.', 'First patch, then delete.', 'Run both commands of this step.'],
      notes: 'What becomes of the volume is a third question: the reclaim policy of the PersistentVolume.',
    },
  },
  parts: {
    threeClaims: 'Claims that are there',
    oldPage: 'Pod 2 shows its old page',
    sameClaim: 'Claim 2 is the same object',
    ownerRead: 'Claim 2 was read',
    oneClaim: 'Claims that are there',
    newClaim: 'Claim 2 is a new object',
    pageGone: 'The old page is gone',
    noClaims: 'Claims left',
  },
  closing: {
    question: 'A set is scaled down. Are the claims of the removed pods deleted?',
    choices: { always: 'Yes', never: 'No, never', policy: 'Only if `whenScaled` is Delete' },
    explanation: 'The default is Retain for both halves. Whoever wants the space back has to say so.',
  },
  takeaway: 'Retain unless the policy says otherwise, and scaling and deletion are two questions.',
  wrongAnswers: { onlyWhenDeleted: 'Sets the half for deletion and then scales', deletesWithoutPolicy: 'Deletes the set while the policy is Retain' },
};
