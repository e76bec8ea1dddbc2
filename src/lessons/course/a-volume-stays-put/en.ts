import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A [[volume]] that lies on one node holds its pod there: the pod can be replaced, but not moved.',
  steps: {
    where: {
      title: 'See where they lie',
      text: 'List the pods with their nodes, then the volumes with theirs. The class `standard` makes a directory on the node on which the pod first ran.',
      hints: ['Pods show their node with `-o wide`.', 'A volume has the node in `nodeAffinity`.', 'Run both commands of this step.'],
      outputNotes: { pinned: 'This volume exists on worker2 only' },
      notes: 'Local disks do this with a node, disks of a cloud with a zone. A volume on NFS has no such field.',
    },
    cordon: {
      title: 'Close the node',
      text: 'Say that worker2 takes no new pods, and delete pod 1. Two other nodes have room.',
      hints: ['`kubectl cordon` closes a node.', 'Look at the node of the new pod.', 'Run `kubectl cordon worker2`, then `kubectl delete pod web-1`.'],
      prediction: {
        question: 'Where does the new pod 1 run?',
        choices: { moves: 'On one of the other nodes', waits: 'Nowhere: it stays Pending' },
        reveal: 'Nowhere. It keeps its claim, the claim its volume, and the volume is on worker2, which takes no pods.',
      },
      notes: 'A pod of a Deployment without a volume would have moved at once.',
    },
    why: {
      title: 'Read the reason',
      text: 'The scheduler has looked at every node and says what was wrong with each. Find the volume in its sentence.',
      hints: ['Events stand at the end of `kubectl describe`.', 'The event is called FailedScheduling.', 'Run `kubectl describe pod web-1`.'],
      outputNotes: { affinity: 'Two nodes are free, but the volume is not there' },
      notes: 'The counts add up to the number of nodes: each is counted for the first reason that spoke against it.',
    },
    back: {
      title: 'Open the node',
      text: 'Let worker2 take pods again. Nothing else is needed.',
      hints: ['The contrary of cordon.', '`kubectl uncordon` names the node.', 'Run `kubectl uncordon worker2`.'],
    },
    giveUp: {
      title: 'Give the data up',
      text: 'Now say the node is lost for good. Close it, delete the pod, and delete its [[claim]] as well.',
      hints: ['As long as the claim is there, the pod waits for its volume.', 'Without a claim the StatefulSet makes a new one.', 'Run the three commands of this step, one after the other.'],
      prediction: {
        question: 'What is in the volume of pod 1 then?',
        choices: { moved: 'What was in it before', empty: 'Nothing' },
        reveal: 'Nothing. A new claim gets a new volume, on a node that takes pods. What was on worker2 stayed there, or is gone.',
      },
      notes: 'For a database with replicas this is the way back after a dead disk: the member comes back empty and copies from the others.',
    },
  },
  parts: {
    podsListed: 'The pods were listed',
    volumesListed: 'The volumes were listed',
    cordoned: 'worker2 takes no new pods',
    newPod: 'Pod 1 is a new object',
    pending: 'Pod 1 stays Pending for 15 seconds',
    read: 'Pod 1 was looked at',
    open: 'worker2 takes pods',
    sameNode: 'Pod 1 runs on worker2',
    sameData: 'Its data are there',
    newClaim: 'The claim of ordinal 1 is a new object',
    otherNode: 'Pod 1 runs on another node',
    empty: 'Its volume is empty',
  },
  closing: {
    question: 'A pod of a StatefulSet stays Pending, though other nodes have room. What holds it?',
    choices: { schedule: 'The scheduler prefers the old node', volume: 'The node affinity of its volume', set: 'The StatefulSet wants it on the same node' },
    explanation: 'A StatefulSet keeps name and claim, never the node. It is the volume that cannot go elsewhere.',
  },
  takeaway: 'Identity does not name a node. A local volume does.',
  wrongAnswers: { onlyDelete: 'Deletes the pod while its node is open', deletesAgain: 'Deletes the pod once more and leaves the node closed', keepsClaim: 'Keeps the claim, so the pod waits' },
};
