import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'The [[taint]] `out-of-service` is your word that a node is dead: then its pods are removed and replaced elsewhere.',
  steps: {
    look: {
      title: 'Look at the damage',
      text: 'centos7k8s3 lost its power minutes ago. Its pod 1 is Terminating and has no successor.',
      hints: ['Nodes and pods can be listed together.', 'Kinds are joined by a comma.', 'Run `kubectl get nodes,pods -o wide`.'],
      outputNotes: { terminating: 'Ordered to go, never confirmed' },
      notes: 'Ask what the set waits for: for the kubelet of a machine without power.',
    },
    verify: {
      title: 'Make sure it is dead',
      text: 'Your word will be taken for true. Here a ping has to do; in a machine room you look at the power switch.',
      hints: ['The node has a name that this host knows.', 'Three requests are enough.', 'Run `ping -c 3 centos7k8s3`.'],
      notes: 'A ping cannot tell a dead node from a cut cable. With a cut cable the pod still runs, and your word would be false.',
    },
    taint: {
      title: 'Give your word',
      text: 'Put the taint on the node. Watch pod 1 go, and its successor come.',
      hints: ['The key of the taint is `node.kubernetes.io/out-of-service`.', 'Its effect is NoExecute.', 'Run `kubectl taint node centos7k8s3 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`.'],
      prediction: {
        question: 'What happens to pod 1?',
        choices: { nothing: 'Nothing, its kubelet is still silent', elsewhere: 'A new pod 1 starts on another node', newName: 'A pod under another name starts' },
        reveal: 'Pod garbage collection removes the object at once, the volume is detached by force, and the set makes a new pod 1 on another node.',
      },
      notes: 'For volumes of block devices the taint also skips the six minutes until a forced detach.',
    },
    data: {
      title: 'Read its data',
      text: 'The page was written by the pod that died. Read it in the new one.',
      hints: ['The page lies on the NFS volume.', 'Read it with `kubectl exec`.', 'Run `kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html`.'],
    },
    back: {
      title: 'Bring the node back',
      text: 'Power it on and take the taint away. As long as it is there no pod can start on the node.',
      hints: ['First the power, then the taint.', 'A minus behind the key removes a taint.', 'Run `fault power on centos7k8s3`, then `kubectl taint node centos7k8s3 node.kubernetes.io/out-of-service-`.'],
      notes: 'The taint is not removed by itself: it was your word, and you take it back.',
    },
  },
  parts: {
    nodesListed: 'The nodes were listed',
    podsListed: 'The pods were listed',
    pinged: 'The node was asked',
    newPod: 'Pod 1 is a new object',
    elsewhere: 'It runs on another node',
    neverTwo: 'At no moment did two of pod 1 run',
    read: 'The page was read',
    sameData: 'Pod 1 holds sts1',
    nodeReady: 'The node is Ready',
    noTaint: 'The node has no taint',
  },
  closing: {
    question: 'When may a node be tainted out-of-service?',
    choices: { always: 'Whenever it is NotReady', certain: 'When it is certain that it is off or cut from its storage', force: 'Before every drain' },
    explanation: 'Whoever taints a node that still runs makes two pods with one identity possible.',
  },
  takeaway: 'Not a trick to hurry things: a statement about the world, and it has to be true.',
  wrongAnswers: { waits: 'Waits for a successor that does not come', cordons: 'Cordons the node, which removes no pod' },
};
