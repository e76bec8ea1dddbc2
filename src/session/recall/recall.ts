import type { StillCluster } from '#engine/stillCluster.ts';
import { frameAt, type Passing } from '../frames.ts';
import type { LoggedIntent, Session, SessionOptions } from '../session.ts';
import { standstill } from '../standstill.ts';
import { createStandRecord, type Stand, type StandRecord } from './record.ts';
import { createReel } from './reel.ts';

/** What a session remembers of itself. */
export interface Recall extends Omit<StandRecord, 'at'> {
  at: Session['recall'];
}

export interface Remembered {
  readonly still: StillCluster;
  readonly options: SessionOptions;
  readonly history: readonly LoggedIntent[];
  /** Changes with whatever `passing` holds and with every write. */
  readonly revision: () => number;
  readonly passing: () => Passing;
  readonly output: Session['output'];
}

/** Keeps what passes; objects, reasons, intents and output are told from the histories that there are anyway. */
export function createRecall({ still, options, history, revision, passing, output }: Remembered): Recall {
  const { sim, api, reasons, changes } = still;
  const kindNames = api.as('session').kinds().map(({ kind }) => kind);
  const reel = createReel(changes);
  const record = createStandRecord({
    nowMs: sim.now,
    revision,
    read: () => ({ ...passing(), changeCount: changes().length, intentCount: history.length, reasonPlace: reasons.place() }),
  });

  const recalled = (ms: number, stand: Stand): Session => {
    const { atMs: _, changeCount, intentCount, reasonPlace, ...passed } = stand;
    const then = reasons.asOf(reasonPlace);
    const shown = frameAt(ms, still.unixNow() - sim.now() + ms, passed, { objects: reel.at(changeCount, kindNames), explanations: then.all() });
    const inputs = history.slice(0, intentCount);
    const stored = changes().slice(0, changeCount);
    return {
      ...standstill,
      options,
      isRecalled: true,
      history: inputs,
      dispatch: () => undefined,
      frame: () => shown,
      output: (terminal, from) => {
        const length = passed.terminals.find(({ id }) => id === terminal)?.outputLength ?? 0;
        const read = output(terminal, Math.min(from, length));
        return { from: read.from, text: read.text.slice(0, Math.max(0, length - read.from)) };
      },
      why: then.why,
      recall: (earlierMs) => (earlierMs > ms ? undefined : at(earlierMs)),
      changes: () => stored,
    };
  };

  const at = (ms: number) => {
    const stand = record.at(ms);
    return stand === undefined ? undefined : recalled(ms, stand);
  };

  return { ...record, at };
}
