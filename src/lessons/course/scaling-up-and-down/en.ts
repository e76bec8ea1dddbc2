import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A set grows from the lowest [[ordinal]] and shrinks from the highest, one pod at a time.',
  steps: {
    create: {
      title: 'Create two pods',
      text: 'The manifest asks for two replicas. Watch the gate between the ordinals: pod 1 does not exist until pod 0 is Ready.',
      hints: ['The official example is at an address that kubectl can read.', '`kubectl apply -f` takes an address as well as a file.', 'Run `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`.'],
      notes: 'The default is `podManagementPolicy: OrderedReady`. Ask what a Deployment would do here.',
    },
    up: {
      title: 'Scale up to five',
      text: 'Three more pods are wanted. Look at the timeline while they come.',
      hints: ['One number of the set has to change.', '`kubectl scale` changes it.', 'Run `kubectl scale statefulset web --replicas=5`.'],
      prediction: {
        question: 'How will pods 2, 3 and 4 appear?',
        choices: { together: 'All three at once', ascending: '2, then 3, then 4, each after the one before is Ready', anyOrder: 'In any order' },
        reveal: 'One after another. The controller creates the next ordinal only when all before it are Running and Ready.',
      },
      notes: 'The steps of the timeline make the staircase. Ask how long a hundred replicas would take.',
    },
    down: {
      title: 'Scale down to three',
      text: 'Two pods have to go. No age and no load decides which.',
      hints: ['The same command takes a smaller number.', 'Three pods are to stay.', 'Run `kubectl scale statefulset web --replicas=3`.'],
      prediction: {
        question: 'Which pod goes first?',
        choices: { zero: 'Pod 0, the oldest', two: 'Pod 2', four: 'Pod 4, the highest ordinal' },
        reveal: 'Pod 4, and pod 3 once pod 4 is gone. The ordinal decides, so the pods that stay are always 0 up to replicas minus one.',
      },
      notes: 'A middle ordinal cannot be taken out. Ask why a replica set of a database likes that.',
    },
    block: {
      title: 'Shrink with a sick pod',
      text: 'Make pod 0 unready, then ask for two replicas. Select pod 2 and read why it is still there.',
      hints: ['Pod 0 has to lose its readiness first.', 'The command `fault not-ready` does that; a readiness probe that fails would, too.', 'Run `fault not-ready web-0 on`, then `kubectl scale statefulset web --replicas=2`.'],
      prediction: {
        question: 'Pod 0 is not Ready. What happens to pod 2?',
        choices: { goes: 'It goes, it is healthy and no longer wanted', waits: 'It stays until pod 0 is Ready' },
        reveal: 'It stays. Before a pod is removed, all pods before it have to be Ready: a set that is hurt is not made smaller.',
      },
      notes: 'The same gate holds for scaling up. It protects data that has only one other copy.',
    },
    release: {
      title: 'Heal pod 0',
      text: 'Take the fault back. The controller goes on by itself.',
      hints: ['What was broken can be healed.', 'Each fault can be switched off.', 'Run `fault not-ready web-0 off`.'],
    },
    claims: {
      title: 'Count the claims',
      text: 'Two pods are left. List the claims and count them.',
      hints: ['Claims are a kind of their own.', 'The claims carry the labels of the set.', 'Run `kubectl get pvc -l app=nginx`.'],
    },
  },
  parts: {
    inOrder: 'Pod 0 was created before pod 1',
    oneByOne: 'Pods 2, 3, 4 came one by one',
    highestFirst: 'Pod 4 went, then pod 3',
    wantsTwo: 'The set asks for two replicas',
    stays: 'Pod 2 has stayed for 15 seconds all the same',
    listed: 'The claims were listed',
    fiveClaims: 'Claims that have stayed',
  },
  closing: {
    question: 'A set is scaled from 10 to 9. Which pod is removed?',
    choices: { newest: 'The one that was started last', highest: 'The one with the highest ordinal', unready: 'One that is not Ready, if there is one' },
    explanation: 'Always the highest ordinal, and only when all others are Ready. Its claim stays.',
  },
  takeaway: 'Up from the bottom, down from the top, one at a time, and never past a pod that is not Ready.',
  wrongAnswers: {
    onlyFour: 'Asks for four replicas instead of five',
    deletesPods: 'Deletes the pods instead of scaling, and the set makes them anew',
    healthyDown: 'Scales down while all pods are Ready, so nothing waits',
  },
};
