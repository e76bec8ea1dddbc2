import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A primary and its replicas need to know who is who: a StatefulSet gives identity, order and storage, and scripts do the rest.',
  steps: {
    pool: {
      title: 'Three databases in a Deployment',
      text: 'Start three MySQL servers as a Deployment and look at their names. Each has an empty database of its own.',
      hints: ['The manifest lies in this directory.', 'Apply it, then list the pods with the label `app=pool`.', 'Run `kubectl apply -f pool.yaml`, then `kubectl get pods -l app=pool`.'],
      notes: 'Ask which one is the primary. Nobody can say, and after a restart the names are others.',
    },
    set: {
      title: 'The same as a StatefulSet',
      text: 'Remove the pool and apply the three manifests of the official example. Watch Init:0/2: a new member copies the data of the one before it.',
      hints: ['Configuration, Services, then the set.', 'All lie under k8s.io/examples/application/mysql.', 'Run the four commands of this step.'],
      prediction: {
        question: 'Which member will be the primary?',
        choices: { elected: 'The one that they elect', zero: 'mysql-0, because its script says so', first: 'The one that is Ready first, by chance' },
        reveal: 'mysql-0. A script in the pod reads the [[ordinal]] out of the host name: 0 becomes the primary, every other one a replica.',
      },
      notes: 'The ordinal also gives the server id: 100 and the ordinal. Order matters: a replica needs somebody to copy from.',
    },
    write: {
      title: 'Write to the primary',
      text: 'Write from any pod to the name of the primary, `mysql-0.mysql`. The name is there before and after every restart.',
      hints: ['The client runs in one of the pods.', '`-h mysql-0.mysql` names the server.', 'Run the command of this step.'],
      notes: 'Writers use the name of a pod, readers the Service mysql-read.',
    },
    read: {
      title: 'Read from a replica',
      text: 'Ask mysql-2 for the row that was written to mysql-0.',
      hints: ['The client in pod 2 asks its own server.', 'Its address is 127.0.0.1.', 'Run the command of this step.'],
      prediction: {
        question: 'What does mysql-2 know?',
        choices: { nothing: 'Nothing, it has a volume of its own', hello: 'The row: it follows the primary' },
        reveal: 'The row. MySQL replicates; the volumes of the pods have nothing to do with each other.',
      },
      outputNotes: { hello: 'Written on ordinal 0, read on ordinal 2' },
    },
    readOnly: {
      title: 'Write to a replica',
      text: 'Try to write to mysql-1.',
      hints: ['The same client in pod 1.', 'An INSERT this time.', 'Run the command of this step.'],
      prediction: {
        question: 'What does mysql-1 say?',
        choices: { written: 'It takes the row', refused: 'It refuses' },
        reveal: 'It refuses: replicas are read-only, so that only one member writes.',
      },
      outputNotes: { readOnly: 'Set by the same script that read the ordinal' },
      notes: 'Kubernetes knows nothing of this rule. It lies in the configuration of the database.',
    },
    replace: {
      title: 'Lose the primary',
      text: 'Delete mysql-0, wait for its successor, and read the row there.',
      hints: ['Delete the pod.', 'Then ask pod 0.', 'Run `kubectl delete pod mysql-0`, then the second command.'],
      prediction: {
        question: 'Who is the primary afterwards?',
        choices: { one: 'mysql-1 takes over', same: 'mysql-0 again' },
        reveal: 'mysql-0 again: same name, same [[claim]], same role. Meanwhile nobody could write; an operator would have promoted a replica.',
      },
      notes: 'Compare with the pool: there a new pod would be a stranger with an empty database.',
    },
    grow: {
      title: 'Add a member',
      text: 'Scale to four and read the row on mysql-3.',
      hints: ['Four replicas.', 'Then ask pod 3.', 'Run `kubectl scale statefulset mysql --replicas=4`, then the second command.'],
      prediction: {
        question: 'Who copies the data to mysql-3?',
        choices: { kubernetes: 'The StatefulSet controller', scripts: 'An init container, from mysql-2' },
        reveal: 'An init container. It asks its neighbour by name, which works because mysql-2 is Ready before mysql-3 exists.',
      },
      notes: 'Take the scripts away and you have four databases that know nothing of each other.',
    },
  },
  parts: {
    listed: 'The pods were listed',
    inOrder: 'Members came in the order 0, 1, 2',
    byName: 'The primary was found by its name',
    written: 'The row was written',
    readThere: 'mysql-2 has answered',
    refused: 'mysql-1 has refused',
    newPod: 'mysql-0 is a new object',
    sameClaim: 'Its claim is the same object',
    readFour: 'Commands that have succeeded',
  },
  closing: {
    question: 'What does the StatefulSet itself do for this database?',
    choices: { everything: 'It sets up primary and replicas', identity: 'It gives each member a name, an order and a volume', replication: 'It copies the data between the volumes' },
    explanation: 'Identity, order, storage. The roles and the replication are made by the scripts that build on them.',
  },
  takeaway: 'Identity is what a Deployment cannot give, and what a replicated database is built on.',
  wrongAnswers: { keepsPool: 'Adds more nameless databases', writesToReplica: 'Writes to a replica', readsOnly: 'Reads on an old member instead of adding one' },
};
