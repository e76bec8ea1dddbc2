import type { WatchEvent } from '#engine/api/api.ts';
import { fieldMatcher } from '#engine/api/fieldSelectorText.ts';
import { labelMatcher } from '#engine/api/selectors.ts';
import { failure } from '#engine/api/status.ts';
import { apiVersionOf, type Kind } from '#engine/kinds/kind.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { listSelection } from './selection.ts';
import type { Answer, Call, Sink } from './served.ts';
import { fullObject, shownTable, wireText } from './shown.ts';

/** A minute of real time: as often a client that asks for it hears how far it has come. */
const BOOKMARK_MS = 60_000;

/** Longest life of a watch without a limit of its own. k8s: minRequestTimeout */
const DEFAULT_TIMEOUT_SECONDS = 1800;

/** A watch: what has happened since the asked resourceVersion, then what happens. k8s: ListResource, WatchServer */
export function watchAnswer(call: Call, kind: Kind, as: string | undefined): Answer {
  const selection = listSelection(call);
  // Selectors are read at once, so that a bad one is refused before the stream begins.
  const present = call.api.list(kind.kind, selection);
  const backlog = backlogOf(call, kind, present);
  const start = (sink: Sink) => {
    const leave = call.served.waiter();
    const encode = encoder(call, kind, as);
    const emit = (type: string, object: KubeObject) => sink.write(encode(type, object));
    for (const { type, object } of backlog) emit(type, object);
    if (wantsInitialEvents(call)) sink.write(bookmark(call, kind, true));
    const stopWatch = call.api.watch(kind.kind, { ...selection, latencyMs: 0, onEvent: ({ type, object }) => emit(type, object) });
    const stopClocks = startClocks(call, kind, sink);
    return () => {
      stopWatch();
      stopClocks();
      leave();
    };
  };
  return { code: 200, type: 'stream', contentType: as === undefined ? 'application/json' : `application/json;as=${as};v=v1;g=meta.k8s.io`, start };
}

function startClocks(call: Call, kind: Kind, sink: Sink): () => void {
  const wanted = Number(call.query.get('timeoutSeconds') ?? 0);
  const seconds = wanted > 0 ? wanted : DEFAULT_TIMEOUT_SECONDS;
  const timeout = setTimeout(sink.end, seconds * 1000);
  const hasBookmarks = call.query.get('allowWatchBookmarks') === 'true' || call.query.get('allowWatchBookmarks') === '1';
  const ticks = hasBookmarks ? setInterval(() => sink.write(bookmark(call, kind, false)), BOOKMARK_MS) : undefined;
  return () => {
    clearTimeout(timeout);
    clearInterval(ticks);
  };
}

function wantsInitialEvents({ query }: Call): boolean {
  const asked = query.get('sendInitialEvents');
  return asked === 'true' || asked === '1';
}

type Backlog = readonly Pick<WatchEvent, 'type' | 'object'>[];

/** What a watcher is told first: everything that is there, or the changes since a version. Throws 410 for one that is forgotten. */
function backlogOf(call: Call, kind: Kind, present: readonly KubeObject[]): Backlog {
  const since = call.query.get('resourceVersion') ?? '';
  if (wantsInitialEvents(call) || since === '' || since === '0') return present.map((object) => ({ type: 'ADDED', object }));
  const version = Number(since);
  const newest = call.served.cluster.api.resourceVersion();
  if (version >= newest) return [];
  return changesSince(call, kind, version);
}

function changesSince(call: Call, kind: Kind, version: number): Backlog {
  const { cluster } = call.served;
  const all = cluster.changes();
  const oldest = all[0]?.resourceVersion ?? 0;
  if (version < oldest - 1) throw failure(410, 'Expired', `too old resource version: ${version} (${oldest})`);
  const { namespace } = listSelection(call);
  return all
    .slice(firstAfter(all, version))
    .filter(({ object }) => object.kind === kind.kind && (namespace === undefined || object.metadata.namespace === namespace))
    .flatMap((change) => seen(call, kind, change));
}

/** The changes are in the order of their versions. */
function firstAfter(all: readonly { readonly resourceVersion: number }[], version: number): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.resourceVersion ?? 0) <= version) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A change as a selector lets it through. */
function seen(call: Call, kind: Kind, { type, object, previous }: WatchEvent): Backlog {
  const picks = pickerOf(call, kind);
  const isIn = type !== 'DELETED' && picks(object);
  const wasIn = previous !== undefined && picks(previous);
  if (isIn) return [{ type: wasIn ? type : 'ADDED', object }];
  return wasIn ? [{ type: 'DELETED', object }] : [];
}

function pickerOf(call: Call, kind: Kind): (object: KubeObject) => boolean {
  const { labelSelector = '', fieldSelector = '' } = listSelection(call);
  const byLabels = labelMatcher(labelSelector);
  const byFields = fieldMatcher(kind, fieldSelector);
  return (object) => byLabels(object.metadata.labels) && byFields(object);
}

/** Only the first table of a watch has a head. */
function encoder(call: Call, kind: Kind, as: string | undefined): (type: string, object: KubeObject) => string {
  let isFirst = true;
  return (type, object) => {
    const shown = as === 'Table' ? shownTable(call, kind, [object], object.metadata.resourceVersion, undefined, isFirst) : fullObject(call, object);
    isFirst = false;
    const { metadata } = shown;
    return wireText({ type, object: as === 'PartialObjectMetadata' ? { kind: as, apiVersion: 'meta.k8s.io/v1', metadata } : shown });
  };
}

/** How far the watch has come. k8s: BOOKMARK */
function bookmark(call: Call, kind: Kind, endsInitial: boolean): string {
  const annotations = endsInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {};
  const resourceVersion = String(call.served.cluster.api.resourceVersion());
  return wireText({ type: 'BOOKMARK', object: { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata: { resourceVersion, creationTimestamp: null, ...annotations } } });
}
