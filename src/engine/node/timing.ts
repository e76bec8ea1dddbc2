import type { Random } from '../core/random.ts';
import type { Delay, Profile } from '../profile.ts';

/** How long the kubelet and its runtime take: each call is a draw, in milliseconds. */
export interface Timing {
  readonly sandboxMs: () => number;
  /** A pull that fetches layers, or one that only asks whether the tag still means the same. */
  readonly pullMs: (isPresent: boolean) => number;
  readonly startMs: () => number;
  /** From the signal to the exit of a well-behaved server. */
  readonly stopMs: () => number;
  readonly removalMs: () => number;
  /** The rhythm in which the kubelet looks at its containers; 0 sees everything at once. k8s: PLEG relist, 1 s */
  readonly relistMs: number;
  /** From the failed sync of a pod to the next one. k8s: backOffPeriod, 10 s and up to half more */
  readonly retryMs: () => number;
  /** The same once the status already says what is wrong. */
  readonly quietRetryMs: () => number;
  /** From seeing the first crash to starting again. */
  readonly restartMs: number;
  /** From the start of a container without a delay of its own to the first look at its readiness. */
  readonly firstProbeMs: number;
}

/** simplified: the stand-in of the recorded transcripts has a rhythm of its own. */
export function createTiming({ delays, standIn = false }: Profile, random: Random): Timing {
  const draw = ({ minMs, maxMs }: Delay) => (minMs === maxMs ? minMs : random.integer(minMs, maxMs));
  return {
    sandboxMs: () => draw(delays.sandbox),
    pullMs: (isPresent) => (isPresent && !standIn ? Math.round(draw(delays.imagePull) / 5) : draw(delays.imagePull)),
    startMs: () => draw(delays.containerStart),
    stopMs: () => draw(delays.containerStop),
    removalMs: () => draw(delays.podRemoval),
    relistMs: standIn ? 0 : 1000,
    retryMs: standIn ? () => 1500 : () => random.integer(10_000, 15_000),
    quietRetryMs: standIn ? () => Infinity : () => random.integer(10_000, 15_000),
    restartMs: standIn ? 1000 : 0,
    firstProbeMs: standIn ? 500 : 0,
  };
}
