import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A forced deletion only makes the API server forget a pod; on a node that is cut off its containers go on.',
  steps: {
    cut: {
      title: 'Cut the cable',
      text: 'Cut the network of centos7k8s3, where pod 1 runs. The machine has power and knows nothing of it.',
      hints: ['The menu for breaking things knows it, and a command.', 'It is not the power this time.', 'Run `fault network cut centos7k8s3`.'],
      prediction: {
        question: 'What does the container of pod 1 do meanwhile?',
        choices: { stops: 'It stops', runs: 'It runs on' },
        reveal: 'It runs on. For the control plane a cut cable and a dead machine look the same.',
      },
      notes: 'Select the pod: what the API server believes, and what is, are two things now.',
    },
    plain: {
      title: 'Delete it the usual way',
      text: 'Delete pod 1 without waiting, and look at it for forty seconds.',
      hints: ['An ordinary deletion.', '`--wait=false` gives the prompt back.', 'Run `kubectl delete pod nginx-web-sts-vct-1 --wait=false`.'],
      prediction: {
        question: 'What happens to the pod?',
        choices: { moves: 'It starts on another node', hangs: 'It hangs in Terminating' },
        reveal: 'It hangs. The order cannot reach the node, so nobody confirms it.',
      },
      notes: 'This is safe, and annoying. The next step is neither.',
    },
    force: {
      title: 'Use force',
      text: 'Delete it once more with `--force` and no grace. Read the warning, then look at the picture.',
      hints: ['Many answers on the web end with this command.', '`--grace-period=0 --force`.', 'Run `kubectl delete pod nginx-web-sts-vct-1 --grace-period=0 --force`.'],
      prediction: {
        question: 'How many containers of pod 1 run then?',
        choices: { one: 'One, on another node', two: 'Two', none: 'None' },
        reveal: 'Two. The object was forgotten, the set made a successor, and the old container still runs behind the cut cable.',
      },
      outputNotes: { warning: 'kubectl says itself that the pod may go on running' },
      notes: 'Split brain: two with one name, one identity and one volume. A database would have two primaries.',
    },
    storage: {
      title: 'Ask the API server',
      text: 'List the pods. The API server shows one pod 1; the picture shows the other one as well.',
      hints: ['What does the list say?', 'Compare it with the stage by node.', 'Run `kubectl get pods -o wide`.'],
      prediction: {
        question: 'How many pods named nginx-web-sts-vct-1 does kubectl list?',
        choices: { one: 'One', two: 'Two' },
        reveal: 'One. The ghost is in no list: that is what makes it dangerous.',
      },
      notes: 'Both mount the same NFS folder. ReadWriteOnce does not protect here.',
    },
    heal: {
      title: 'Mend the cable',
      text: 'Restore the network. The kubelet finds that its pod is no longer wanted and stops it.',
      hints: ['Faults can be taken back.', 'The kubelet needs some seconds.', 'Run `fault network restore centos7k8s3`.'],
    },
  },
  parts: {
    unknown: 'The node is Unknown to the control plane',
    stuck: 'Pod 1 has been Terminating for 40 seconds',
    newPod: 'Pod 1 is a new object',
    twoRan: 'Two of pod 1 ran at one time',
    listed: 'The pods were listed',
    nodeReady: 'The node is Ready again',
    calm: 'Three pods have been Ready for 20 seconds',
  },
  closing: {
    question: 'What does `kubectl delete --force --grace-period=0` do to a container on an unreachable node?',
    choices: { stops: 'It kills it at once', forgets: 'Nothing: only the API server forgets it', moves: 'It moves it to another node' },
    explanation: 'The node learns of it when it can be reached again. Until then the container runs.',
  },
  takeaway: 'Force is a statement that the pod is dead. If it is not, there are two.',
  wrongAnswers: { waits: 'Waits, which is safe but brings no successor', powersOff: 'Powers the node off: then no container runs on' },
};
