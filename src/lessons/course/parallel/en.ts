import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '`podManagementPolicy: Parallel` gives up the order of coming and going, and nothing else.',
  steps: {
    create: {
      title: 'Apply a parallel set',
      text: 'This manifest differs from the usual one in one line. Look at the moments at which the pods are created.',
      hints: ['The official example has a twin.', 'Its address ends in `web-parallel.yaml`.', 'Run `kubectl apply -f https://k8s.io/examples/application/web/web-parallel.yaml`.'],
      prediction: {
        question: 'The policy is Parallel. When will pod 1 be created?',
        choices: { together: 'At the same moment as pod 0', ordered: 'When pod 0 is Ready' },
        reveal: 'At the same moment. The controller does not wait for any pod before it creates or removes another one.',
      },
      notes: 'OrderedReady is a relay race, Parallel a common start. Ask which kind of program needs the relay race.',
    },
    up: {
      title: 'Scale up to five',
      text: 'Three pods more. Compare the timeline with the staircase of an ordered set.',
      hints: ['One number of the set has to change.', '`kubectl scale` takes `statefulset/web`.', 'Run `kubectl scale statefulset/web --replicas=5`.'],
    },
    identity: {
      title: 'Look at names and claims',
      text: 'List pods and claims. Each [[ordinal]] has its name and its claim as always.',
      hints: ['Two kinds, one command.', 'Kinds are joined by a comma, `-l app=nginx` picks those of the set.', 'Run `kubectl get pods,pvc -l app=nginx`.'],
      notes: 'The policy is about when, never about who.',
    },
    update: {
      title: 'Change the image',
      text: 'Give all pods another nginx and watch the order of the replacement.',
      hints: ['The template has to change.', '`kubectl set image` names the container and its image.', 'Run `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`.'],
      prediction: {
        question: 'How does a parallel set update its five pods?',
        choices: { together: 'All five at once', ordered: 'One at a time, from 4 down to 0' },
        reveal: 'One at a time, from the highest ordinal down. A rolling update waits for each pod whatever the policy is.',
      },
      notes: '`maxUnavailable` would allow more than one at a time; it is a field of its own, behind a feature gate.',
    },
    fixed: {
      title: 'Try to change the policy',
      text: 'Ask for OrderedReady on the living set. Read the answer of the API server to its end.',
      hints: ['It is a field of `spec`.', '`kubectl patch` can ask for it.', `Run \`kubectl patch statefulset web -p '{"spec":{"podManagementPolicy":"OrderedReady"}}'\`.`],
      outputNotes: { forbidden: 'The list names every field that may change' },
    },
    down: {
      title: 'Scale down to one',
      text: 'Four pods have to go. Nothing holds them in order.',
      hints: ['The same command as before, with a smaller number.', 'One pod is to stay.', 'Run `kubectl scale statefulset/web --replicas=1`.'],
    },
  },
  parts: {
    sameMoment: 'Pods 0 and 1 were created in the same second',
    threeAtOnce: 'Pods 2, 3, 4 were created in the same second',
    podsListed: 'The pods were listed',
    claimsListed: 'The claims were listed',
    oneByOne: 'Replaced in the order 4, 3, 2, 1, 0',
    newImage: 'The template names the other image',
    refused: 'The API server has refused',
    stillParallel: 'The policy is still Parallel',
    fourAtOnce: 'Four pods were asked to go in the same second',
  },
  closing: {
    question: 'What does a set lose with `Parallel`?',
    choices: { names: 'Stable names and claims', order: 'The waiting for one another when pods are created and removed', updates: 'The order of a rolling update' },
    explanation: 'Only the waiting at creation and removal. Names, claims and the order of updates stay.',
  },
  takeaway: 'Parallel is about scaling only: names, claims and rolling updates stay as they are.',
  wrongAnswers: { ordered: 'Applies the ordered set', deleted: 'Deletes pods, which come back, instead of scaling' },
};
