import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'The pods of a Deployment are interchangeable; those of a StatefulSet each have a place of their own.',
  steps: {
    pool: {
      title: 'Three pods in a pool',
      text: 'Create a Deployment of three. Look at the moments at which the pods come.',
      hints: ['`kubectl create deployment` makes one without a file.', 'It takes an image and a number of replicas.', 'Run `kubectl create deployment shop --image=registry.k8s.io/nginx-slim:0.24 --replicas=3`.'],
      prediction: {
        question: 'How do the three pods come?',
        choices: { together: 'All at once', ordered: 'One after another' },
        reveal: 'All at once. No pod of a Deployment waits for another one.',
      },
    },
    columns: {
      title: 'Three pods in columns',
      text: 'Now a StatefulSet of three. The picture draws a column for each [[ordinal]].',
      hints: ['The official example has two replicas.', 'Apply it, then scale to three.', 'Run both commands of this step.'],
      notes: 'Keep both on the stage: the contrast is the lesson.',
    },
    names: {
      title: 'Compare the names',
      text: 'List the pods. One half of the names is made by chance, the other can be said beforehand.',
      hints: ['All pods of the namespace.', 'No label is needed.', 'Run `kubectl get pods`.'],
      notes: 'Ask which of these names you could write into a configuration file.',
    },
    deletePool: {
      title: 'Delete one of the pool',
      text: 'Delete any pod of the Deployment.',
      hints: ['Which one does not matter.', 'The first of the list will do.', 'Run the command of this step.'],
      prediction: {
        question: 'What is the replacement called?',
        choices: { sameName: 'As the pod that went', otherName: 'Something else' },
        reveal: 'Something else. It is another pod, and nothing of the old one is kept.',
      },
    },
    deleteColumn: {
      title: 'Delete one of the columns',
      text: 'Delete pod web-1 and watch its column.',
      hints: ['The name is known.', 'Delete by name.', 'Run `kubectl delete pod web-1`.'],
      prediction: {
        question: 'Which of the two marks is a new object afterwards?',
        choices: { pod: 'The pod', claim: 'The claim' },
        reveal: 'The pod. Its place, its name and its [[claim]] have stayed.',
      },
      notes: 'The name is free only when the old pod is gone; a Deployment would have started the new one at once.',
    },
    shrink: {
      title: 'Shrink both to one',
      text: 'Scale both down to one. Before you do, say which pod of each will stay.',
      hints: ['Two commands.', '`kubectl scale` takes a kind and a name.', 'Run both commands of this step.'],
      notes: 'Of the set it is web-0 for certain. Of the Deployment nobody can promise it.',
    },
  },
  parts: {
    inOrder: 'Pods 0, 1, 2 came in this order',
    listed: 'The pods were listed',
    killed: 'A pod was stopped',
    newPod: 'Pod web-1 is a new object',
    sameClaim: 'Its claim is the same object',
  },
  closing: {
    question: 'When is a StatefulSet the right choice?',
    choices: { faster: 'When pods have to start fast', identity: 'When each pod needs a name, a place in an order, or a volume of its own', replication: 'When data has to be copied between pods' },
    explanation: 'Identity, order, storage. Copying data is the task of the program inside.',
  },
  takeaway: 'Ask whether any pod can take the place of any other. If so, a Deployment will do.',
  wrongAnswers: { onePod: 'Makes a single pod that nobody replaces', onlyPool: 'Shrinks the Deployment only' },
};
