import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A changed template reaches the pods one at a time, from the highest [[ordinal]] down, and each leaves before its successor comes.',
  steps: {
    update: {
      title: 'Change the image',
      text: 'Three pods run. Give the template another image and watch which pod takes the new colour first.',
      hints: ['The template has to change.', '`kubectl set image` names container and image; `kubectl rollout status` tells how far it is.', 'Run `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`.'],
      prediction: {
        question: 'Which pod is replaced first?',
        choices: { zero: 'Pod 0', two: 'Pod 2', all: 'All at once' },
        reveal: 'Pod 2. Creation goes up from 0, an update comes down from the top, and waits for each pod to be Ready.',
      },
      notes: 'Ask why the other way round: ordinal 0 is often the primary, and is touched last.',
    },
    gap: {
      title: 'Count the pods meanwhile',
      text: 'Watch the pods in a second terminal and change the image back. Count how many are Ready while one is replaced.',
      hints: ['A watch goes on until Ctrl-C.', 'Open a second terminal for it.', 'Run `kubectl get pods -w -l app=nginx` there, and `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.24` here.'],
      prediction: {
        question: 'How many pods are Ready in the middle of the update?',
        choices: { three: 'Three, the new one comes first', two: 'Two', four: 'Four for a moment' },
        reveal: 'Two. A name exists once, so the old pod has to be gone before the new one can be created: there is no surge.',
      },
      notes: 'A Deployment may start the new pod first, because its name is another one.',
    },
    claims: {
      title: 'Compare pods and claims',
      text: 'All three pods are new objects by now. Look at the age of the claims.',
      hints: ['Two kinds, one command.', 'Kinds are joined by a comma.', 'Run `kubectl get pods,pvc -l app=nginx`.'],
    },
    slow: {
      title: 'Ask for more patience',
      text: 'With `minReadySeconds` a pod counts only after it has been Ready that long. Set 20 seconds and restart the pods; the ring on each pod fills.',
      hints: ['It is a field of `spec`.', '`kubectl patch` sets it, `kubectl rollout restart` makes new pods.', 'Run both commands of this step.'],
      prediction: {
        question: 'Pods are Ready after a few seconds. How does the update go now?',
        choices: { same: 'As fast as before', slower: 'Each pod holds the next one back for 20 seconds' },
        reveal: 'Slower. The controller waits until a pod is available, which is Ready and 20 seconds more.',
      },
      notes: 'It gives a bad version time to show itself before the next pod follows.',
    },
    history: {
      title: 'List the revisions',
      text: 'Each template that was used is kept as a revision.',
      hints: ['`kubectl rollout` can list them.', 'The verb is `history`.', 'Run `kubectl rollout history statefulset/web`.'],
    },
  },
  parts: {
    newTemplate: 'The template names 0.21',
    oldTemplate: 'The template names 0.24',
    downwards: 'Replaced in the order 2, 1, 0',
    claimsListed: 'The claims were listed',
    sameClaim: 'Claim 0 is the object it was at the start',
    newPod: 'Pod 0 is a new object',
    available: 'Pods that are available',
    revisionsListed: 'The revisions were listed',
  },
  closing: {
    question: 'Why does a StatefulSet delete a pod before it creates the new one?',
    choices: { surge: 'To save memory', first: 'Because ordinal 0 is first', last: 'Because both would have the same name and the same claim' },
    explanation: 'At most one pod with an identity: two with one name and one volume could both write.',
  },
  takeaway: 'From the top down, one at a time, old out before new in.',
  wrongAnswers: { deletesPods: 'Deletes the pods without changing the template', scales: 'Scales instead of changing the template', noRestart: 'Sets the seconds but starts no update' },
};
