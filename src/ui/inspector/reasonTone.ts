import type { Explanation } from '#engine/why.ts';
import type { Frame } from '#session/session.ts';
import { isNodeReady } from '../stage/model/nodeModel.ts';
import { isTrouble, podStateOf } from '../stage/model/podState.ts';
import type { IconState } from '../stage/marks/StateIcon.tsx';

/** How a reason is marked: by the state of what it waits for. */
export function reasonTone(frame: Frame, reason: Explanation): { readonly icon: IconState; readonly tone: string } {
  const about = reason.blockedBy ?? reason.about;
  if (about.kind === 'Pod') {
    const pod = frame.get('Pod', about.namespace, about.name);
    if (pod !== undefined) {
      const node = pod.spec.nodeName === undefined ? undefined : frame.get('Node', undefined, pod.spec.nodeName);
      const state = podStateOf(pod, { unixNowMs: frame.unixNowMs, minReadySeconds: 0, isNodeReady: isNodeReady(node) });
      return { icon: state, tone: isTrouble(state) ? 'fail' : state };
    }
  }
  if (reason.kind === 'note') return { icon: 'ready', tone: 'accent' };
  if (reason.kind === 'act') return { icon: 'creating', tone: 'creating' };
  return { icon: 'waiting', tone: 'pending' };
}
