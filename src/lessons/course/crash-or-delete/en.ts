import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A container that crashes is started again in the same pod; a pod that is deleted is replaced by another one.',
  steps: {
    before: {
      title: 'Look at them first',
      text: 'List the pods with their addresses. Remember the address and the restarts of pod 0.',
      hints: ['One command shows both.', 'The option is `-o wide`.', 'Run `kubectl get pods -o wide`.'],
    },
    crash: {
      title: 'Let a process die',
      text: 'End process 1 in pod 0: with it the container ends. Then list the pods again.',
      hints: ['`kubectl exec` runs a command in the pod.', 'Process 1 is the one the container was started for.', 'Run `kubectl exec web-0 -- kill 1`, then list the pods.'],
      prediction: {
        question: 'What is different afterwards?',
        choices: { pod: 'The pod is a new object', address: 'Its address', count: 'Only the number of restarts' },
        reveal: 'Only the number of restarts. The kubelet started the container again in the same pod, with the same address, on the same node.',
      },
      notes: 'The StatefulSet has done nothing here. It did not even have to know.',
    },
    delete: {
      title: 'Delete the pod',
      text: 'Now delete pod 0 and compare.',
      hints: ['The StatefulSet makes a new pod 0.', 'Compare address and restarts.', 'Run `kubectl delete pod web-0`, then list the pods.'],
      prediction: {
        question: 'What stands under RESTARTS afterwards?',
        choices: { one: '1, or more', zero: '0' },
        reveal: '0. Another pod has the name now, and its container was started once. The count belongs to the pod, not to the name.',
      },
      notes: 'Who deletes a pod to get rid of a problem also deletes its count and its logs.',
    },
    both: {
      title: 'Crash both at once',
      text: 'Let the containers of both pods crash. Look at the order in which they come back.',
      hints: ['`fault crash` ends the container of a pod.', 'A semicolon joins two commands.', 'Run `fault crash web-0; fault crash web-1`.'],
      prediction: {
        question: 'In which order are they started again?',
        choices: { ordered: 'Pod 0, and pod 1 when it is Ready', atOnce: 'At the same time' },
        reveal: 'At the same time. Order is kept when pods are created. A restart is the affair of each kubelet.',
      },
      notes: 'So an application must stand a start in any order: after a power cut all containers start together.',
    },
    backOff: {
      title: 'Crash again and again',
      text: 'Three crashes within a few seconds. Watch what the pod shows between them, and wait until it is Ready again.',
      hints: ['A loop crashes it three times.', 'STATUS names the pause.', 'Run the command of this step, and wait.'],
      prediction: {
        question: 'What does the kubelet do after the second crash?',
        choices: { gone: 'It deletes the pod', waits: 'It waits before it starts the container again' },
        reveal: 'It waits: 10 seconds, then 20, then 40, up to five minutes. Meanwhile the pod shows CrashLoopBackOff.',
      },
      outputNotes: { restarts: 'Starts after a crash, in this pod' },
      notes: 'CrashLoopBackOff is a pause, not a cause. The cause is in `kubectl logs --previous`.',
    },
  },
  parts: {
    listed: 'The pods were listed',
    restarted: 'Pod 0 counts one restart more',
    samePod: 'Pod 0 is the object it was before',
    sameAddress: 'Pod 0 has the address it had before',
    newPod: 'Pod 0 is a new object',
    newAddress: 'Pod 0 has another address',
    fromZero: 'Pod 0 counts no restarts',
    restarted0: 'Pod 0 was started again',
    restarted1: 'Pod 1 was started again',
    samePod1: 'Pod 1 is the object it was before',
    backedOff: 'Pod 0 has shown CrashLoopBackOff',
    cameBack: 'And was Ready again afterwards',
  },
  closing: {
    question: 'Who starts a container again that has crashed?',
    choices: { kubelet: 'The kubelet of its node', controller: 'The StatefulSet controller', scheduler: 'The scheduler' },
    explanation: 'The controller cares for pods, the kubelet for containers. Where the node is gone, nobody restarts anything.',
  },
  takeaway: 'A restart keeps the pod, a deletion keeps the name.',
  wrongAnswers: { deletes: 'Deletes the pod instead of letting its container crash', crashes: 'Lets the container crash instead of deleting the pod', onlyOne: 'Crashes one of the two' },
};
