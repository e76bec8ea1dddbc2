import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A volume with the policy Retain survives its claim, and then waits for a person: it is Released, not Available.',
  steps: {
    retain: {
      title: 'Protect one volume',
      text: 'Pod 0 holds a page that must not be lost. Set the reclaim policy of its volume to Retain; the one of pod 1 keeps Delete.',
      hints: ['The claim names its volume in `spec.volumeName`.', 'The policy is `spec.persistentVolumeReclaimPolicy` of the volume.', 'Run the command of this step.'],
      notes: 'Three layers: the set and its claims, the claim and its volume, the volume and the disk behind it.',
    },
    delete: {
      title: 'Delete set and claims',
      text: 'Delete the set and then both [[claim|claims]]. Look at what is left of the volumes.',
      hints: ['First the set.', 'Then the claims, by their label.', 'Run `kubectl delete statefulset web`, then `kubectl delete pvc -l app=nginx`.'],
      prediction: {
        question: 'How many volumes are left?',
        choices: { none: 'None', one: 'One', two: 'Two' },
        reveal: 'One. The volume with Delete goes with its claim; the one with Retain stays, in the phase Released.',
      },
      notes: 'Dynamic provisioning makes volumes with the policy of the class, mostly Delete.',
    },
    again: {
      title: 'Create the set anew',
      text: 'Apply the manifest and look into pod 0.',
      hints: ['The manifest is the official example.', 'Wait for two Ready pods.', 'Run `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`.'],
      prediction: {
        question: 'Does the new claim 0 get the old volume?',
        choices: { reused: 'Yes, it is free', fresh: 'No, a new one is made' },
        reveal: 'No. The old volume still names its former claim by uid, and the new claim is another object under the same name.',
      },
      notes: 'This protects: whoever makes a claim of the right name does not get somebody else’s data by that.',
    },
    look: {
      title: 'List the volumes',
      text: 'Two volumes are Bound, one is Released.',
      hints: ['Volumes belong to no namespace.', '`kubectl get pv` lists them.', 'Run `kubectl get pv`.'],
      outputNotes: { released: 'The old volume: its data is there, nobody may use it' },
    },
    free: {
      title: 'Set it free',
      text: 'Remove the reference to the former claim. The volume is Available then, with its data.',
      hints: ['The reference is `spec.claimRef`.', 'A JSON patch can remove it.', 'Run the command of this step.'],
      notes: 'A claim takes it by naming it in `spec.volumeName`, or by matching size, class and mode.',
    },
  },
  parts: {
    patched: 'Commands that have succeeded',
    noPods: 'Pods left',
    noClaims: 'Claims left',
    oneVolume: 'Volumes left',
    threeVolumes: 'Volumes that are there',
    empty: 'Pod 0 holds an empty folder',
    listed: 'The volumes were listed',
    freed: 'Commands that have succeeded',
    found: 'The released volume was looked up',
  },
  closing: {
    question: 'A volume is Released. What makes it usable again?',
    choices: { delete: 'Deleting the pod', claimRef: 'Removing its `spec.claimRef`', restart: 'Waiting' },
    explanation: 'Somebody has to decide that the next one may see the data.',
  },
  takeaway: 'Retain keeps the data and leaves the decision to you.',
  wrongAnswers: { onlySet: 'Deletes the set and leaves the claims', noPolicy: 'Leaves the policy at Delete' },
};
