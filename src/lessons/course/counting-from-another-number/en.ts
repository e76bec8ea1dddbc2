import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'The first [[ordinal]] is 0 unless `spec.ordinals.start` says otherwise, and moving it moves the pods.',
  steps: {
    look: {
      title: 'Look at the ordinals',
      text: 'Two pods run. Their names end in 0 and 1.',
      hints: ['Pods are listed with `kubectl get`.', 'The label `app=nginx` picks those of the set.', 'Run `kubectl get pods -l app=nginx`.'],
    },
    move: {
      title: 'Start at 3',
      text: 'Let the set count from 3. Watch both ends of the row.',
      hints: ['It is a field of `spec`.', 'The field is `spec.ordinals.start`.', `Run \`${"kubectl patch statefulset web -p '{\"spec\":{\"ordinals\":{\"start\":3}}}'"}\`.`],
      prediction: {
        question: 'Replicas stay at 2, the start becomes 3. Which pods are there in the end?',
        choices: { more: '0, 1, 3 and 4', moved: '3 and 4', renamed: '0 and 1 under new names, without a restart' },
        reveal: '3 and 4. The wanted ordinals are start up to start plus replicas minus one; those outside are removed, highest first.',
      },
      notes: 'A name is an identity. Nothing is renamed: new pods come, old ones go.',
    },
    claims: {
      title: 'Count the claims',
      text: 'List the claims of the set.',
      hints: ['Claims carry the labels of the set.', '`kubectl get pvc` lists them.', 'Run `kubectl get pvc -l app=nginx`.'],
      prediction: {
        question: 'Two pods run. How many claims are there?',
        choices: { two: 'Two', four: 'Four' },
        reveal: 'Four. Ordinals 3 and 4 got claims of their own; those of 0 and 1 are retained.',
      },
      notes: 'This is how a set is moved to another cluster ordinal by ordinal: there the start goes down as replicas are added, here the replicas shrink.',
    },
    scale: {
      title: 'Scale to three',
      text: 'Ask for one more pod.',
      hints: ['The number of replicas has to change.', '`kubectl scale` changes it.', 'Run `kubectl scale statefulset web --replicas=3`.'],
      prediction: {
        question: 'Which ordinal comes?',
        choices: { two: '2', five: '5', zero: '0' },
        reveal: '5: the range 3 to 4 grows at its upper end, as always.',
      },
    },
    back: {
      title: 'Go back to 0',
      text: 'Set the start to 0 again. Pods 0 and 1 find the claims that they had.',
      hints: ['The same patch with another number.', 'The number is 0.', `Run \`${"kubectl patch statefulset web -p '{\"spec\":{\"ordinals\":{\"start\":0}}}'"}\`.`],
      notes: 'Ask what pod 0 finds in its volume.',
    },
  },
  parts: {
    listed: 'The pods were listed',
    claimsListed: 'The claims were listed',
    fourClaims: 'Claims that are there',
    oldClaim: 'Claim 0 is the object it was at the start',
  },
  closing: {
    question: 'start is 5, replicas is 3. Which ordinals does the set have?',
    choices: { oneToThree: '1 to 3', fiveToSeven: '5 to 7', zeroToTwo: '0 to 2' },
    explanation: 'From start, as many as replicas says.',
  },
  takeaway: 'The range is start to start + replicas − 1. Moving it makes new identities and keeps the old claims.',
  wrongAnswers: { scales: 'Scales up, which adds pods at the top and removes none', deletes: 'Deletes pods 0 and 1, which come back' },
};
