import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'When a node falls silent a Deployment replaces its pods after some minutes, and a StatefulSet does not.',
  steps: {
    where: {
      title: 'See who runs where',
      text: 'A set of three and a Deployment of two share the nodes. Find pod 1 of the set: it runs on centos7k8s3.',
      hints: ['The picture can group pods by node.', '`-o wide` prints the node.', 'Run `kubectl get pods -o wide`.'],
    },
    off: {
      title: 'Pull the plug',
      text: 'Power off centos7k8s3 and watch how long the cluster takes to notice.',
      hints: ['There is a menu for breaking things, and a command.', 'The node says nothing any more; its lease runs out.', 'Run `fault power off centos7k8s3`.'],
      prediction: {
        question: 'When does the control plane call the node NotReady?',
        choices: { atOnce: 'At once', later: 'After about 40 to 50 seconds', never: 'Never, somebody has to say so' },
        reveal: 'After the grace period of the node controller: until then a silent node may just be slow. Its pods are marked not Ready then.',
      },
      notes: 'The node cannot report its own death. Ask who could tell a dead node from a cut cable: nobody in the cluster.',
    },
    terminating: {
      title: 'Wait five minutes',
      text: 'Pods tolerate an unreachable node for 300 seconds, then they are deleted. Set the speed to max and watch both workloads.',
      hints: ['The clock can run faster.', 'Wait until pod 1 shows Terminating.', 'Run `kubectl wait --for=jsonpath={.metadata.deletionTimestamp} pod/nginx-web-sts-vct-1 --timeout=10m`.'],
      prediction: {
        question: 'After the [[eviction]]: which of the two gets a replacement on another node?',
        choices: { set: 'The set', deployment: 'The Deployment', both: 'Both' },
        reveal: 'The Deployment. Its new pod has a new name. The name nginx-web-sts-vct-1 is still taken by the pod that nobody could confirm to be dead.',
      },
      notes: 'Terminating is an order. Only the kubelet can report that it was carried out.',
    },
    why: {
      title: 'Read the reason',
      text: 'Describe pod 1, or select it and read why there is no new one. The set waits for a confirmation that cannot come.',
      hints: ['The pod still exists as an object.', 'Its status says since when it is Terminating.', 'Run `kubectl describe pod nginx-web-sts-vct-1`.'],
      outputNotes: { terminating: 'Deleted on paper: the node has not answered' },
      notes: 'At most one pod with an identity: that is the promise of the set, and it is kept at the price of a missing pod.',
    },
    on: {
      title: 'Power on again',
      text: 'Bring the node back. Its kubelet hears of the deletion, and the name is free.',
      hints: ['Faults can be taken back.', 'The node needs some seconds to report.', 'Run `fault power on centos7k8s3`.'],
      prediction: {
        question: 'Which pod 1 is there in the end?',
        choices: { oldOne: 'The old one, it goes on', newOne: 'A new one under the same name' },
        reveal: 'A new one. The order to delete stood; the kubelet confirms, the object goes, and the set makes its successor.',
      },
    },
  },
  parts: {
    listed: 'The pods were listed',
    unknown: 'The node is Unknown to the control plane',
    terminating: 'Pod 1 is Terminating',
    noSecond: 'For 30 seconds no successor has come',
    read: 'Pod 1 was read',
    nodeReady: 'The node is Ready again',
    newPod: 'Pod 1 is a new object',
    neverTwo: 'At no moment did two of pod 1 run',
  },
  closing: {
    question: 'Why does a set not replace a pod of a silent node?',
    choices: { slow: 'Its controller is slower than that of a Deployment', cannotKnow: 'The old pod may still be running, and two with one identity could both write', noRoom: 'The other nodes are full' },
    explanation: 'Silence is no proof of death. The set keeps its promise and waits for somebody who knows.',
  },
  takeaway: 'A silent node costs a set its pod until the node comes back or somebody vouches for its death.',
  wrongAnswers: { onlyCordon: 'Cordons the node, which stops nothing that runs there', deletesPod: 'Deletes the pod on a healthy node' },
};
