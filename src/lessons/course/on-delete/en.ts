import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'With the strategy `OnDelete` a new template waits until you delete a pod yourself.',
  steps: {
    refused: {
      title: 'Ask for OnDelete',
      text: 'Change the type of the update strategy. The API server refuses: read what it says is in the way.',
      hints: ['A patch merges into what is there.', 'Only the type is to change.', `Run \`${"kubectl patch statefulset web -p '{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\"}}}'"}\`.`],
      outputNotes: { left: 'The partition of the old strategy is still there' },
      notes: 'The default strategy brings a `rollingUpdate` block, and a merge keeps it. Older tutorials show this command as if it worked.',
    },
    strategy: {
      title: 'Clear what is left',
      text: 'Say in the same patch that the block is to go. In a merge patch `null` means remove.',
      hints: ['The block is called `rollingUpdate`.', 'Set it to `null`.', `Run \`${"kubectl patch statefulset web -p '{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\",\"rollingUpdate\":null}}}'"}\`.`],
    },
    image: {
      title: 'Change the image',
      text: 'Give the template another image and watch the pods for fifteen seconds.',
      hints: ['The template has to change.', '`kubectl set image` changes it.', 'Run `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`.'],
      prediction: {
        question: 'What happens to the running pods?',
        choices: { rolls: 'They are replaced one by one', nothing: 'Nothing' },
        reveal: 'Nothing. The new [[revision]] is stored, and the controller leaves the pods alone.',
      },
      notes: 'A change of the template does not restart anything by itself; the strategy decides.',
    },
    status: {
      title: 'Ask for the status',
      text: 'Ask `rollout status` how far the update is. There is nobody to follow.',
      hints: ['`kubectl rollout` has a verb for it.', 'It ends with an error.', 'Run `kubectl rollout status statefulset/web`.'],
      outputNotes: { only: 'Only a rolling update can be followed' },
    },
    one: {
      title: 'Update pod 1',
      text: 'Choose pod 1 as the first and delete it.',
      hints: ['The successor is made from the new template.', 'Any order is allowed.', 'Run `kubectl delete pod web-1`.'],
      prediction: {
        question: 'Pod 1 is deleted. Which pods will have the new image?',
        choices: { one: 'Pod 1', two: 'Pod 2, an update begins at the top', all: 'All three' },
        reveal: 'Pod 1 alone. The others keep their revision for as long as nobody deletes them.',
      },
      notes: 'Operators use this: they know which member may go next, the controller does not.',
    },
    rest: {
      title: 'Update the others',
      text: 'Delete the two that are left. Then all are new.',
      hints: ['Two pods are still old.', 'Both may go at once.', 'Run `kubectl delete pod web-0 web-2`.'],
    },
  },
  parts: {
    refused: 'The API server has refused',
    newTemplate: 'The template names the new image',
    untouched: 'All pods have kept their revision for 15 seconds',
    statusRefused: '`rollout status` has ended with an error',
    newImage: 'Pod 1 has the new image',
    allUpdated: 'Pods that the status counts as updated',
  },
  closing: {
    question: 'The strategy is OnDelete. What brings the new template to a pod?',
    choices: { template: 'The change of the template', pod: 'The deletion of that pod', restart: '`kubectl rollout status`' },
    explanation: 'The controller makes a missing pod from the newest revision. It never deletes one for an update.',
  },
  takeaway: 'OnDelete stores the new version and leaves the moment, and the order, to you.',
  wrongAnswers: { waits: 'Waits for an update that does not begin', wrongPod: 'Deletes another pod' },
};
