import type { Delays } from '../profile.ts';

/** A cluster as it feels: a set of three replicas is ready after ten to fifteen seconds. */
export const believableDelays: Delays = {
  watch: { minMs: 2, maxMs: 8 },
  controller: { minMs: 4, maxMs: 20 },
  schedule: { minMs: 10, maxMs: 50 },
  sandbox: { minMs: 400, maxMs: 700 },
  imagePull: { minMs: 1200, maxMs: 3200 },
  containerStart: { minMs: 250, maxMs: 450 },
  containerStop: { minMs: 80, maxMs: 200 },
  podRemoval: { minMs: 300, maxMs: 900 },
  provision: { minMs: 900, maxMs: 1800 },
  endpoints: { minMs: 80, maxMs: 160 },
  pingSameNode: { minMs: 0.105, maxMs: 0.295 },
  pingOtherNode: { minMs: 0.76, maxMs: 1.59 },
};
