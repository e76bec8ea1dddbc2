import { formatRfc3339 } from '#engine/core/time.ts';
import type { Deployment } from '#engine/kinds/deployment.ts';
import { FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS } from '../../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { withPodTemplate } from '../../podSpec.ts';
import { groupResource } from '../../resources/discovery.ts';
import { keyOf, type Info } from '../../resources/info.ts';
import { createReport } from '../../results.ts';
import { patchBetween } from '../../workloadChange.ts';
import { rolloutTargets } from './targets.ts';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** k8s: kubectl rollout restart */
export const rolloutRestart = defineKubectl({
  path: ['rollout', 'restart'],
  usage: 'RESOURCE',
  short: 'Restart a resource',
  long: 'Restart a resource.\n\n         Resource rollout will be restarted.',
  examples: `# Restart a set
kubectl rollout restart sts/web

# Restart what a label picks
kubectl rollout restart sts --selector=app=web`,
  flags: {
    ...FIELD_MANAGER_FLAG('kubectl-rollout'),
    ...FILENAME_FLAGS('identifying the resource to get from a server.'),
    ...OUTPUT_FLAGS,
    ...LABEL_SELECTOR_FLAG,
  },
  fieldManager: 'kubectl-rollout',
  *run(context) {
    const { infos, errors } = yield* rolloutTargets(context, context.flags);
    if (infos.length === 0 && errors.length === 0) context.err(`No resources found in ${context.namespace} namespace.\n`);
    const report = createReport(context, context.flags, 'none', { isTyped: true });
    const failures: unknown[] = [...errors];
    for (const info of infos) {
      try {
        report(restart(context, info), 'restarted');
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

function restart(context: KubectlContext, info: Info) {
  const { object, resource, name } = info;
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(object.kind)) throw new KubectlError(`error: ${groupResource(resource)} "${name}" restarting is not supported`);
  if (object.kind === 'Deployment' && (object as Deployment).spec.paused === true) throw new KubectlError(`error: ${groupResource(resource)} "${name}" can't restart paused deployment (run rollout resume first)`);
  const restarted = withPodTemplate(object, (template) => ({
    ...template,
    metadata: { ...template.metadata, annotations: { ...template.metadata?.annotations, [RESTARTED_AT]: formatRfc3339(context.unixNow()) } },
  }));
  const patch = patchBetween(context, object, restarted);
  if (Object.keys(patch).length === 0) {
    throw new KubectlError(`failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`);
  }
  return context.api.patch(keyOf(info), 'strategic', patch, { onWarning: context.warn });
}
