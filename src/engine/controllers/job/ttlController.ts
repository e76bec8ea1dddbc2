import { parseRfc3339 } from '../../core/time.ts';
import { isTerminating, keyOf } from '../../kinds/object.ts';
import type { Job } from '../../kinds/job.ts';
import type { Controller } from '../controller.ts';
import { keyOfManager } from '../podWakes.ts';
import { act } from '../reason.ts';
import { finishedCondition } from './status.ts';

/** Deletes Jobs `ttlSecondsAfterFinished` after their end. k8s: pkg/controller/ttlafterfinished */
export function createTtlController(): Controller {
  return {
    name: 'ttl-after-finished-controller',
    watches: ['Job'],
    wants: ({ type, object }) =>
      type !== 'DELETED' && (object as Job).spec.ttlSecondsAfterFinished !== undefined ? [keyOfManager(object)] : [],
    reconcile: ({ api, explain, enqueueAfter, unixNow }, key) => {
      const job = api.get('Job', key.namespace, key.name);
      const finished = job === undefined ? undefined : finishedCondition(job);
      if (job === undefined || finished === undefined || isTerminating(job)) return;
      const { ttlSecondsAfterFinished: seconds } = job.spec;
      if (seconds === undefined) return;
      const leftMs = (parseRfc3339(finished.lastTransitionTime ?? '') ?? 0) + seconds * 1000 - unixNow();
      if (leftMs > 0) {
        enqueueAfter(key, leftMs);
        return;
      }
      api.delete(keyOf(job), { propagationPolicy: 'Foreground', preconditions: { uid: job.metadata.uid } });
      explain(act(keyOf(job), 'job.expired', { job: job.metadata.name, seconds }));
    },
  };
}
