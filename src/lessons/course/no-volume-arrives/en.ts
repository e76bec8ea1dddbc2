import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A pod that is Pending may wait for a [[claim]] that waits for a [[provisioner]]: follow the chain to its end.',
  steps: {
    stop: {
      title: 'Stop the provisioner',
      text: 'In this cluster a small program makes a folder for each claim. Stop it.',
      hints: ['The menu for breaking things knows it.', 'There is a command as well.', 'Run `fault provisioner stop`.'],
    },
    apply: {
      title: 'Apply the set',
      text: 'Apply the manifest with claim templates and watch how far it gets.',
      hints: ['The file lies in this directory.', 'It is the file of lab 2.', 'Run `kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml`.'],
      prediction: {
        question: 'How many claims will there be after a while?',
        choices: { all: 'Three', one: 'One', none: 'None' },
        reveal: 'One. Claim 0 and pod 0 are made and wait; ordinal 1 has to wait for pod 0 to be Ready.',
      },
      notes: 'Three waits in a row: the set for the pod, the pod for the claim, the claim for the provisioner.',
    },
    pod: {
      title: 'Ask the pod',
      text: 'Describe pod 0 and read its events.',
      hints: ['The events stand at the end.', 'The scheduler is the one that speaks.', 'Run `kubectl describe pod nginx-web-sts-vct-0`.'],
      outputNotes: { unbound: 'The pod waits for its claim' },
    },
    claim: {
      title: 'Ask the claim',
      text: 'Describe claim 0. It says whom it waits for.',
      hints: ['The pod has named the claim.', 'Its events stand at the end, too.', 'Run `kubectl describe pvc data-nginx-web-sts-vct-0`.'],
      outputNotes: { waiting: 'The claim waits for an external provisioner' },
      notes: 'Select pod 0 on the stage: the chain is drawn there in one sentence each.',
    },
    start: {
      title: 'Start it again',
      text: 'Start the provisioner. Everything else is only waiting for it.',
      hints: ['What was stopped can be started.', 'Nothing has to be deleted.', 'Run `fault provisioner start`.'],
      prediction: {
        question: 'What has to be done besides?',
        choices: { recreate: 'The pod has to be deleted', itself: 'Nothing' },
        reveal: 'Nothing. The provisioner finds the claim, the claim is bound, the scheduler places the pod, and ordinals 1 and 2 follow.',
      },
    },
  },
  parts: {
    bothPending: 'Pod 0 and claim 0 have been Pending for 15 seconds',
    podRead: 'Pod 0 was read',
    claimRead: 'Claim 0 was read',
    bound0: 'Claim 0 is Bound',
    bound1: 'Claim 1 is Bound',
  },
  closing: {
    question: 'A pod says “unbound immediate PersistentVolumeClaims”. Where do you look next?',
    choices: { pod: 'Into the logs of the pod', claim: 'At the claim and its events', set: 'At the StatefulSet' },
    explanation: 'The pod has not been placed, so it has no logs. The claim tells what it waits for.',
  },
  takeaway: 'Pending is a chain: pod, claim, provisioner. The cause stands at its end.',
  wrongAnswers: { deletesPod: 'Deletes the pod, whose successor waits for the same claim', scales: 'Scales down, which changes nothing for ordinal 0' },
};
