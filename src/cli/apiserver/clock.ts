import type { ServedCluster } from './serveCluster.ts';

const FRAME_MS = 10;
const SLICE_MS = 8;

/** Moves the cluster's clock with the real one; at full speed only while a client waits for something. Returns the way to stop it. */
export function startClock({ cluster, waiting }: ServedCluster, speed: number, onCrash: (error: unknown) => void): () => void {
  let lastMs = performance.now();
  const tick = () => {
    const nowMs = performance.now();
    const deadlineMs = nowMs + SLICE_MS;
    const isOver = () => performance.now() > deadlineMs;
    if (Number.isFinite(speed)) cluster.sim.runUntil(cluster.sim.now() + (nowMs - lastMs) * speed, isOver);
    else if (waiting() > 0) while (!isOver() && cluster.sim.step());
    lastMs = nowMs;
  };
  const timer = setInterval(() => {
    try {
      tick();
    } catch (error) {
      clearInterval(timer);
      onCrash(error);
    }
  }, FRAME_MS);
  return () => clearInterval(timer);
}
