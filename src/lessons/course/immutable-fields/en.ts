import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Most fields of a set cannot change; the way round is to delete the set without its pods and to create it anew.',
  steps: {
    compare: {
      title: 'Compare two manifests',
      text: 'Two pods run from `web.yaml`. In `bigger.yaml` one line is different.',
      hints: ['Both files lie in this directory.', '`diff` shows lines that differ.', 'Run `diff web.yaml bigger.yaml`.'],
      outputNotes: { five: 'Five gibibytes instead of one, in the claim template' },
    },
    refused: {
      title: 'Apply the bigger one',
      text: 'Apply `bigger.yaml` to the living set. Read the answer: it names the few fields that may change.',
      hints: ['It is an ordinary apply.', 'The answer is an error.', 'Run `kubectl apply -f bigger.yaml`.'],
      prediction: {
        question: 'What does the API server do?',
        choices: { grows: 'It enlarges the volumes', refused: 'It refuses', onlyNew: 'It takes it for new claims only' },
        reveal: 'It refuses. Of `spec` only replicas, ordinals, template, updateStrategy, the retention policy, revisionHistoryLimit and minReadySeconds may change.',
      },
      outputNotes: { forbidden: 'Everything that is not in this list is fixed for the life of the set' },
      notes: 'Names, selector, Service and claims make the identity of the pods. Changing them under running pods has no sound meaning.',
    },
    orphan: {
      title: 'Delete only the set',
      text: 'Delete the set with `--cascade=orphan`. Look at the pods while it goes.',
      hints: ['What does a set own? Its pods.', 'Orphans are left behind.', 'Run `kubectl delete statefulset web --cascade=orphan`.'],
      prediction: {
        question: 'The set is gone. What about its pods?',
        choices: { podsGo: 'They go, too', podsStay: 'They stay and keep serving' },
        reveal: 'They stay. Their owner reference is removed instead, and nobody looks after them for the moment.',
      },
      notes: 'For as long as the set is missing a deleted pod would not come back.',
    },
    recreate: {
      title: 'Create it anew',
      text: 'Apply `bigger.yaml` again. This time there is no set that could refuse to change.',
      hints: ['The same command as before.', 'The pods carry the labels that the selector wants.', 'Run `kubectl apply -f bigger.yaml`.'],
      prediction: {
        question: 'Which pod is replaced by the new set?',
        choices: { zeroNew: 'Pod 0', none: 'None: it adopts them' },
        reveal: 'None. The pods match selector and names, so the set adopts them; their template is the same, so there is nothing to update.',
      },
      notes: 'The service has not been interrupted. Ask what would happen if the pod template had changed as well.',
    },
    grow: {
      title: 'Compare the claims',
      text: 'Ask for a third pod and list the claims. A template is for claims that are made; those that exist stay as they are.',
      hints: ['Three replicas.', 'Then list the claims.', 'Run `kubectl scale statefulset web --replicas=3`, then `kubectl get pvc -l app=nginx`.'],
      notes: 'An existing claim grows by its own field, if its class allows expansion.',
    },
  },
  parts: {
    compared: 'The files were compared',
    refused: 'The API server has refused',
    samePod: 'Pod 0 is the object it was at the start',
    noOwner: 'Pod 0 has no owner',
    adopted: 'Pod 0 belongs to the new set',
    templateIsBigger: 'The claim template asks for 5Gi',
    newIsBigger: 'Claim 2 asks for 5Gi',
    oldIsSame: 'Claim 0 still asks for 1Gi',
    listed: 'The claims were listed',
  },
  closing: {
    question: 'A set needs another Service name. How, without stopping its pods?',
    choices: { edit: '`kubectl edit`', orphan: 'Delete with `--cascade=orphan`, then apply the new manifest', force: '`kubectl apply --force`' },
    explanation: 'An edit is refused, and force would delete the pods with the set. Orphans are adopted by the successor.',
  },
  takeaway: 'Fixed fields change by a new set: orphan the pods, apply, and they are adopted.',
  wrongAnswers: { plainDelete: 'Deletes the set together with its pods', appliesOld: 'Applies the old manifest' },
};
