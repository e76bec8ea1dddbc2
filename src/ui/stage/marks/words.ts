import type { MessageKey } from '../../i18n/messages.ts';
import type { ClaimState, VolumeState } from '../model/storageModel.ts';
import type { PodModel } from '../model/podModel.ts';
import type { PodState } from '../model/podState.ts';
import type { Translate } from '../../i18n/translate.ts';

export const STATE_WORDS: Readonly<Record<PodState, MessageKey>> = {
  pending: 'state.pending',
  creating: 'state.creating',
  notReady: 'state.notReady',
  minReady: 'state.minReady',
  ready: 'state.ready',
  terminating: 'state.terminating',
  failed: 'state.failed',
  crashLoop: 'state.crashLoop',
  imageBackOff: 'state.imageBackOff',
  nodeLost: 'state.nodeLost',
  completed: 'state.completed',
  stillRunning: 'state.stillRunning',
  goneFromApi: 'state.goneFromApi',
};

export const CLAIM_WORDS: Readonly<Record<ClaimState, MessageKey>> = {
  missing: 'claim.missing',
  pending: 'claim.pending',
  bound: 'claim.bound',
  kept: 'claim.kept',
  lost: 'claim.lost',
  terminating: 'claim.terminating',
};

export const VOLUME_WORDS: Readonly<Record<VolumeState, MessageKey>> = {
  none: 'volume.none',
  bound: 'volume.bound',
  kept: 'volume.kept',
  released: 'volume.released',
  missing: 'volume.missing',
  inUse: 'volume.inUse',
};

/** What a screen reader says of a pod. */
export function describePod(t: Translate, pod: PodModel): string {
  return [
    t('pod.label', { name: pod.name, state: t(STATE_WORDS[pod.state]) }),
    ...(pod.node === undefined ? [] : [t('pod.onNode', { node: pod.node })]),
    ...(pod.ip === undefined ? [] : [t('pod.address', { ip: pod.ip })]),
    ...(pod.revision === undefined ? [] : [t('pod.revision', { letter: pod.revision.letter })]),
    ...(pod.restarts === 0 ? [] : [t('pod.restarts', { count: pod.restarts })]),
    ...(pod.isBroken ? [t('pod.broken')] : []),
  ].join(', ');
}
