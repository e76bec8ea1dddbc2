import { advanceRecorded } from '#session/advanceRecorded.ts';
import type { LoggedIntent, Session } from '#session/session.ts';

/** What is to be played again, and how far. */
export interface Wish {
  /** The session that it is played in; asked for when the replay begins. */
  readonly find: () => Session;
  readonly recorded: readonly LoggedIntent[];
  /** In milliseconds since the start. */
  readonly untilMs: number;
  /** Told once the session has come there. */
  readonly show: (session: Session) => void;
  /** The replay begins when the wish has stood for so long, in real milliseconds. */
  readonly waitMs?: number;
}

/** Lets replays come to moments beside the page: the newest wish is the one that counts. */
export interface Replayer {
  /** A newer wish replaces an older one. */
  play(wish: Wish): void;
  /** Does something as soon as the wished moment is there; at once when there is no wish on its way. Waits no longer for a rest. */
  onceThere(then: () => void): void;
  stop(): void;
}

export interface ReplayerOptions {
  /** Told the moment that is on its way, undefined when it is there. */
  readonly onSeek: (ms: number | undefined) => void;
  readonly onError: (error: unknown) => void;
}

/** A replay may use this much of an animation frame: nothing else moves meanwhile. */
const SLICE_MS = 12;

interface OnItsWay extends Wish {
  rest?: ReturnType<typeof setTimeout>;
  hasBegun: boolean;
  goOn: () => void;
}

export function createReplayer({ onSeek, onError }: ReplayerOptions): Replayer {
  let current: OnItsWay | undefined;

  const begin = (wish: OnItsWay) => {
    clearTimeout(wish.rest);
    if (wish.hasBegun) return;
    wish.hasBegun = true;
    const session = wish.find();
    const work = () => {
      if (wish !== current) return;
      if (!comes(session, wish)) {
        requestAnimationFrame(work);
        return;
      }
      current = undefined;
      wish.show(session);
      onSeek(undefined);
      wish.goOn();
    };
    work();
  };

  /** One slice. An error of ours ends the replay where it happens. */
  const comes = (session: Session, { recorded, untilMs }: Wish): boolean => {
    const endMs = performance.now() + SLICE_MS;
    try {
      return advanceRecorded(session, recorded, untilMs, () => performance.now() >= endMs);
    } catch (error) {
      onError(error);
      return true;
    }
  };

  const stop = () => {
    clearTimeout(current?.rest);
    current = undefined;
  };

  return {
    play: (wish) => {
      stop();
      const next: OnItsWay = { ...wish, hasBegun: false, goOn: () => undefined };
      current = next;
      onSeek(wish.untilMs);
      if (wish.waitMs === undefined) begin(next);
      else next.rest = setTimeout(() => begin(next), wish.waitMs);
    },
    onceThere: (then) => {
      if (current === undefined) {
        then();
        return;
      }
      current.goOn = then;
      begin(current);
    },
    stop,
  };
}
