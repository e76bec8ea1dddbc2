import type { Translate } from '../i18n/translate.ts';
import { STATE_WORDS } from './marks/words.ts';
import type { PodModel } from './model/podModel.ts';
import type { PodState } from './model/podState.ts';
import type { Verbosity } from '../store/viewSlice.ts';
import type { StageModel } from './model/stageModel.ts';

/** Stations that say little by themselves. */
const ON_THE_WAY: ReadonlySet<PodState> = new Set(['pending', 'creating', 'notReady', 'minReady']);

/** More changes than this are summed up. */
const MOST_SENTENCES = 4;

/** What has changed from one picture to the next, in sentences: all of it, or what a person waits for or has to know. */
export function narrate(t: Translate, before: StageModel, after: StageModel, verbosity: Verbosity): readonly string[] {
  if (verbosity === 'off') return [];
  const sentences = [...podSentences(t, podsOf(before), podsOf(after), verbosity === 'all'), ...nodeSentences(t, before, after)];
  if (sentences.length <= MOST_SENTENCES) return sentences;
  return [...sentences.slice(0, MOST_SENTENCES - 1), t('narrate.more', { count: sentences.length - MOST_SENTENCES + 1 })];
}

function podsOf(model: StageModel): ReadonlyMap<string, PodModel> {
  const all = [
    ...model.sets.flatMap(({ columns }) => columns.flatMap(({ pod }) => (pod === undefined ? [] : [pod]))),
    ...model.pools.flatMap(({ pods }) => pods),
    ...model.loosePods,
  ];
  return new Map(all.map((pod) => [`${pod.key.namespace}/${pod.name}`, pod]));
}

function podSentences(t: Translate, before: ReadonlyMap<string, PodModel>, after: ReadonlyMap<string, PodModel>, isAll: boolean): readonly string[] {
  const gone = [...before].filter(([name]) => !after.has(name)).map(([, { name }]) => t('narrate.gone', { name }));
  const changed = [...after].flatMap(([name, pod]) => {
    const old = before.get(name);
    if (old !== undefined && old.uid === pod.uid && old.state === pod.state) return [];
    if (!isAll && ON_THE_WAY.has(pod.state)) return [];
    const state = t(STATE_WORDS[pod.state]);
    return old !== undefined && old.uid !== pod.uid ? [t('narrate.replaced', { name: pod.name, state })] : [t('narrate.state', { name: pod.name, state })];
  });
  return [...gone, ...changed];
}

function nodeSentences(t: Translate, before: StageModel, after: StageModel): readonly string[] {
  return after.nodes.flatMap((node) => {
    const old = before.nodes.find(({ name }) => name === node.name);
    if (old === undefined || old.isReady === node.isReady) return [];
    return [t(node.isReady ? 'narrate.nodeReady' : 'narrate.nodeNotReady', { name: node.name })];
  });
}

/** Keeps the picture that was told last, so that what came in between is told at once. */
export function createNarrator() {
  let session: unknown;
  let told: StageModel | undefined;
  let seen: StageModel | undefined;
  return {
    /** A picture of a session; that of another session is where telling begins anew. */
    see: (of: unknown, model: StageModel) => {
      if (of !== session || told === undefined) told = model;
      session = of;
      seen = model;
    },
    /** What has changed since the last call, in one text; empty when nothing has. */
    say: (t: Translate, verbosity: Verbosity): string => {
      if (told === undefined || seen === undefined || told === seen) return '';
      const sentences = narrate(t, told, seen, verbosity);
      told = seen;
      return sentences.join(' ');
    },
  };
}
