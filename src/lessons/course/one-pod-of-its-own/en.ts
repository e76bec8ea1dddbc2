import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Every pod of a StatefulSet carries its own name as a label, so a [[service|Service]] can lead to just one of them.',
  steps: {
    labels: {
      title: 'Read the labels',
      text: 'List the pods with their labels. One label is different on each of them.',
      hints: ['There is an option that shows labels.', 'The option is `--show-labels`.', 'Run `kubectl get pods -l app=nginx --show-labels`.'],
      outputNotes: { podName: 'Only this pod has it' },
    },
    service: {
      title: 'Make a Service for pod 0',
      text: 'Its selector names the label of pod 0 and nothing else. Read the manifest and apply it.',
      hints: ['The file lies in this directory.', 'Look at `selector`.', 'Run `kubectl apply -f primary.yaml`.'],
      prediction: {
        question: 'How many pods stand behind this Service?',
        choices: { one: 'One', three: 'All three' },
        reveal: 'One. A Service takes the pods that have all labels of its selector, and only pod 0 has this one.',
      },
      notes: 'The usual reason: writes have to go to the primary, or somebody outside wants to reach one member.',
    },
    fetch: {
      title: 'Ask five times',
      text: 'Fetch the page through the Service, five times. Watch where the requests go.',
      hints: ['The name of the Service is enough.', 'A loop asks more than once.', 'Run the command of this step.'],
    },
    replace: {
      title: 'Replace pod 0',
      text: 'Delete the pod, wait for its successor, and ask again.',
      hints: ['The label is made from the name of the pod.', 'The successor has the same name.', 'Run the three commands of this step.'],
      prediction: {
        question: 'What has to be changed at the Service?',
        choices: { edit: 'Its selector', nothing: 'Nothing' },
        reveal: 'Nothing. The new pod has the old name, and with it the label: its new address becomes the endpoint.',
      },
      notes: 'The StatefulSet sets the label on each pod that it creates. Pods of a Deployment have nothing like it.',
    },
    switch: {
      title: 'Lead it elsewhere',
      text: 'Say that pod 1 is the primary now. Change the selector and ask again.',
      hints: ['It is one value in the Service.', '`kubectl patch` changes it.', 'Run both commands of this step.'],
      notes: 'Operators of databases fail over in this way: the Service stays, its selector moves.',
    },
  },
  parts: {
    listed: 'The pods were listed',
    picksZero: 'Its selector names pod 0',
    five: 'Answers through the Service',
    onlyZero: 'Pod 0 has answered',
    newPod: 'Pod 0 is a new object',
    newServes: 'The new pod 0 has answered five times',
    picksOne: 'Its selector names pod 1',
    onlyOne: 'Pod 1 has answered',
  },
  closing: {
    question: 'Which label picks exactly one pod of a StatefulSet, now and after it was replaced?',
    choices: { app: '`app`', podName: '`statefulset.kubernetes.io/pod-name`', revision: '`controller-revision-hash`' },
    explanation: 'All pods share `app`; the revision changes with each update. The name stays.',
  },
  takeaway: 'A Service with the label of one pod’s name leads to that identity, whichever pod has it.',
  wrongAnswers: { ownName: 'Its selector picks a label that no pod has', allPods: 'Its selector picks all pods', scales: 'Takes the other pods away and leaves the Service as it is' },
};
