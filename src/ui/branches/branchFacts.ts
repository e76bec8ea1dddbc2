import type { Session } from '#session/session.ts';
import { createHistory } from '../history/history.ts';
import type { History } from '../history/history.ts';
import type { Translate } from '../i18n/translate.ts';
import { podStateOf } from '../stage/model/podState.ts';
import type { PodState } from '../stage/model/podState.ts';
import { isNodeReady } from '../stage/model/nodeModel.ts';
import type { Branch } from '../store/pastSlice.ts';

/** What a branch is called: by a person, by what it undid, or by its number. */
export function branchName(t: Translate, { number, name, origin }: Branch): string {
  if (name !== undefined) return name;
  if (origin?.undone !== undefined) return t('branch.without', { number, line: shortened(origin.undone) });
  return number === 1 ? t('branch.main') : t('branch.try', { number });
}

const LONGEST = 28;

function shortened(line: string): string {
  const short = line.replace(/^kubectl /, '');
  return short.length <= LONGEST ? short : `${short.slice(0, LONGEST - 1)}…`;
}

const histories = new WeakMap<Session, History>();

/** What happened in a session that is not the one shown, up to its present. */
export function historyOf(session: Session): History {
  let history = histories.get(session);
  if (history === undefined) histories.set(session, (history = createHistory()));
  history.read(session.changes());
  return history;
}

/** One pod's name, and its state in each of two branches. */
export interface Difference {
  readonly name: string;
  readonly left: PodState | undefined;
  readonly right: PodState | undefined;
  /** The same pod in both, not only the same name. */
  readonly isSamePod: boolean;
}

/** The pods of two branches side by side, by name. */
export function compareBranches(left: Session, right: Session): readonly Difference[] {
  const [a, b] = [podsOf(left), podsOf(right)];
  const names = [...new Set([...a.keys(), ...b.keys()])].sort();
  return names.map((name) => ({ name, left: a.get(name)?.state, right: b.get(name)?.state, isSamePod: a.get(name)?.uid === b.get(name)?.uid }));
}

function podsOf(session: Session): ReadonlyMap<string, { readonly uid: string; readonly state: PodState }> {
  const frame = session.frame();
  const pods = frame.list('Pod').filter(({ metadata }) => metadata.namespace?.startsWith('kube-') !== true);
  return new Map(
    pods.map((pod) => {
      const node = pod.spec.nodeName === undefined ? undefined : frame.get('Node', undefined, pod.spec.nodeName);
      const state = podStateOf(pod, { unixNowMs: frame.unixNowMs, minReadySeconds: 0, isNodeReady: isNodeReady(node) });
      return [`${pod.metadata.namespace === 'default' ? '' : `${pod.metadata.namespace}/`}${pod.metadata.name}`, { uid: pod.metadata.uid, state }];
    }),
  );
}

/** The lines that were run in a session after it had parted from another one. */
export function linesApart(session: Pick<Session, 'frame'>, other: Pick<Session, 'frame'>): readonly string[] {
  const [own, others] = [session.frame().marks, other.frame().marks];
  const parted = own.findIndex(({ atMs, text }, index) => others[index]?.atMs !== atMs || others[index]?.text !== text);
  return parted === -1 ? [] : own.slice(parted).map(({ text }) => text);
}
