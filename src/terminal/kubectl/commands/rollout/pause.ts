import type { Deployment } from '#engine/kinds/deployment.ts';
import { FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS } from '../../commonFlags.ts';
import { defineKubectl, type KubectlCommand, type KubectlContext } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { groupResource } from '../../resources/discovery.ts';
import { keyOf, type Info } from '../../resources/info.ts';
import { createReport } from '../../results.ts';
import { rolloutTargets } from './targets.ts';

/** `rollout pause` and `rollout resume` differ in a word and a value. */
interface Switch {
  readonly verb: 'pause' | 'resume';
  readonly done: string;
  readonly doing: string;
  readonly isPaused: boolean;
  readonly short: string;
  readonly long: string;
}

function definePause(kind: Switch): KubectlCommand {
  return defineKubectl({
    path: ['rollout', kind.verb],
    usage: 'RESOURCE',
    short: kind.short,
    long: kind.long,
    examples: `# Mark the deployment shop\nkubectl rollout ${kind.verb} deployment/shop`,
    flags: {
      ...FIELD_MANAGER_FLAG('kubectl-rollout'),
      ...FILENAME_FLAGS('identifying the resource to get from a server.'),
      ...OUTPUT_FLAGS,
      ...LABEL_SELECTOR_FLAG,
    },
    fieldManager: 'kubectl-rollout',
    *run(context) {
      const { infos, errors } = yield* rolloutTargets(context, context.flags);
      const report = createReport(context, context.flags, 'none', { isTyped: true });
      const failures: unknown[] = [...errors];
      for (const info of infos) {
        try {
          report(set(context, info, kind), kind.done);
        } catch (error) {
          failures.push(error);
        }
      }
      throwAll(failures);
    },
  });
}

function set(context: KubectlContext, info: Info, kind: Switch) {
  const { object, resource, name } = info;
  const who = `${groupResource(resource)} "${name}"`;
  if (object.kind !== 'Deployment') throw new KubectlError(`${who} ${kind.doing} is not supported`);
  const isPaused = (object as Deployment).spec.paused === true;
  if (isPaused === kind.isPaused) throw new KubectlError(`${who} is ${isPaused ? 'already' : 'not'} paused`);
  return context.api.patch(keyOf(info), 'strategic', { spec: { paused: kind.isPaused ? true : null } }, { onWarning: context.warn });
}

/** k8s: kubectl rollout pause */
export const rolloutPause = definePause({
  verb: 'pause',
  done: 'paused',
  doing: 'pausing',
  isPaused: true,
  short: 'Mark the provided resource as paused',
  long: 'Mark the provided resource as paused.\n\n Paused resources will not be reconciled by a controller. Use "kubectl rollout resume" to resume a paused resource. Currently only deployments support being paused.',
});

/** k8s: kubectl rollout resume */
export const rolloutResume = definePause({
  verb: 'resume',
  done: 'resumed',
  doing: 'resuming',
  isPaused: false,
  short: 'Resume a paused resource',
  long: 'Resume a paused resource.\n\n Paused resources will not be reconciled by a controller. By resuming a resource, we allow it to be reconciled again. Currently only deployments support being resumed.',
});
