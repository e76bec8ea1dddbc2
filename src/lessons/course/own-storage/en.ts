import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Every ordinal gets a [[claim]], a volume and a folder of its own, and they stay when the pod goes.',
  steps: {
    clear: {
      title: 'Remove the first set',
      text: 'The set of the first lab still runs, and both sets carry the label `apps: nginx`. A Service of the second lab would pick the pods of both.',
      hints: [
        'What one file has made, the same file can take away.',
        '`kubectl delete` takes `-f` as `apply` does.',
        'Run `kubectl delete -f 01_statefulset_headless_network.yml` and wait until the pods are gone.',
      ],
      notes: 'Owning is not selecting: a set owns its pods by ownerReferences, a Service picks pods by label. Ask what would happen with both sets running.',
    },
    apply: {
      title: 'Read the manifest, apply it',
      text: 'Look at `volumeClaimTemplates`: it is a stamp, not a volume. Then apply the file and watch claim, volume and pod come for each ordinal.',
      hints: [
        'The file lies in the directory where the terminal starts.',
        'First `cat`, then `kubectl apply -f`.',
        'Run `kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml` and wait for three Ready pods.',
      ],
      prediction: {
        question: 'The template asks for 2Gi once. How many claims will there be for three replicas?',
        choices: { oneShared: 'One, shared by all', oneEach: 'Three, one for each ordinal', none: 'None: the volume is part of the pod' },
        reveal: 'Three: `data-nginx-web-sts-vct-0`, `-1` and `-2`. The name is template, set and ordinal, so the same ordinal always finds the same claim.',
      },
      notes: 'The provisioner makes a folder on the NFS export for each claim. The uids are those of the document, so its paths work to the letter.',
    },
    look: {
      title: 'Look at claims and volumes',
      text: 'A claim asks for storage, a volume gives it. STATUS Bound means that the two have found each other.',
      hints: [
        'Both kinds can be listed with one command.',
        'Kinds are joined by a comma: `pvc,pv`.',
        'Run `kubectl get pvc,pv`.',
      ],
      outputNotes: { claim: 'Claim 0 and the volume that was made for it' },
    },
    find: {
      title: 'Find the folders',
      text: 'The export of the NFS server is a folder on this node. Type the beginning, press TAB twice, and see one folder for each volume; then enter the first one.',
      hints: [
        'The shell completes paths: TAB once completes, TAB twice lists.',
        'The names begin with namespace and claim: `default-data-nginx-web-sts-vct-0-…`.',
        'Run `cd /opt/data/kubernetes/default-data-nginx-web-sts-vct-0-pvc-0eabd805-82a5-47da-ab14-031921299411/`.',
      ],
      outputNotes: { leftOver: 'Left over from an earlier test; it belongs to another claim' },
      notes: 'TAB-TAB is how the list in the document came about. The folder is empty: nobody has written to the new volume yet.',
    },
    empty: {
      title: 'Ask the web server',
      text: 'The image brings a page of its own. The volume is mounted over the folder it lies in.',
      hints: [
        'Ask pod 0 by its address.',
        'The address is in `.status.podIP`.',
        "Run `curl $(kubectl get pod nginx-web-sts-vct-0 -o jsonpath='{.status.podIP}')`.",
      ],
      prediction: {
        question: 'What does nginx in pod 0 answer now?',
        choices: { imagePage: 'The page of the image', forbidden: '403 Forbidden', refused: 'Nothing: the connection is refused' },
        reveal: '403 Forbidden. A mount hides what the image has at that path, and the volume has no index.html yet.',
      },
      outputNotes: { forbidden: 'The folder is there, but it holds no page' },
    },
    write: {
      title: 'Write a page for each',
      text: 'Write a different page into each of the three folders. Each appears in its pod at once, because it is the same file.',
      hints: [
        'You are in the folder of ordinal 0; the others are beside it.',
        '`cd ..` leads to the export. Then write to `FOLDER/index.html`.',
        'Run the four commands of this step in their order.',
      ],
      notes: 'Select a volume: the file is on the picture. Nothing was sent to the API server in this step.',
    },
    replace: {
      title: 'Delete pod 1, read its page',
      text: 'Delete pod 1 and wait for its successor. Then read the page inside the new pod.',
      hints: [
        'Deleting the pod is enough; the set does the rest.',
        'Read the file in the new pod with `kubectl exec`, once it is Ready.',
        'Run `kubectl delete pod nginx-web-sts-vct-1`, then `kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html`.',
      ],
      prediction: {
        question: 'Pod 1 is deleted. Which of these will be a new object afterwards?',
        choices: { pod: 'The pod', claim: 'The claim', both: 'Both' },
        reveal: 'Only the pod is new. Its name leads to the same claim, the claim to the same volume, and the page is still there.',
      },
      notes: 'Ask what has to be deleted to lose the data: the claim, not the pod. That is another lesson.',
    },
  },
  parts: {
    podsGone: 'Pods of the first lab left',
    bound: 'Claims that are Bound',
    claimOrder: 'Claims made in the order 0, 1, 2',
    lookedClaims: 'The claims were listed',
    lookedVolumes: 'The volumes were listed',
    inside: 'A terminal stands in the folder of ordinal 0',
    forbidden: 'Pod 0 answered 403',
    page0: 'Pod 0 holds sts0',
    page1: 'Pod 1 holds sts1',
    page2: 'Pod 2 holds sts2',
    newPod: 'Pod 1 is a new object',
    sameClaim: 'Its claim is the same object',
    stillThere: 'The page in it is still sts1',
  },
  closing: {
    question: 'What does a StatefulSet with `volumeClaimTemplates` give to its pods?',
    choices: {
      shared: 'One volume that all pods share',
      perOrdinal: 'One volume for each ordinal, kept while pods come and go',
      inPod: 'One volume for each pod, removed with the pod',
    },
    explanation: 'The claim is made from template, set name and ordinal. A new pod of this ordinal uses the claim that is there.',
  },
  takeaway: 'The claim belongs to the ordinal, not to the pod. It is made once and found again.',
  wrongAnswers: {
    keptOldSet: 'Applies the second file while the first set still runs',
    sameFolder: 'Writes all three pages into one folder',
    deletedClaim: 'Deletes the claim together with the pod, and loses the page',
  },
};
