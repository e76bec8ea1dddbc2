import { parseQuantity } from '#engine/kinds/quantity.ts';
import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import { withSavedConfig } from '../apply/lastApplied.ts';
import { DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, intFlag, OUTPUT_FLAGS, SAVE_CONFIG_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf } from '../dryRun.ts';
import { isApiError } from '#engine/api/errors.ts';
import { kindName } from '#engine/api/status.ts';
import { KubectlError, throwAll } from '../errors.ts';
import type { JsonRecord } from '../printers/values.ts';
import { apiVersion, goResource } from '../resources/discovery.ts';
import type { Info } from '../resources/info.ts';
import { findTargets } from '../resources/targets.ts';
import { createReport } from '../results.ts';

const FLAGS = {
  cpu: textFlag("Target CPU utilization over all the pods. When specified as a percentage (e.g.\"70%\" for 70% of requested CPU) it will target average utilization. When specified as quantity (e.g.\"500m\" for 500 milliCPU) it will target average value."),
  'cpu-percent': intFlag('The target average CPU utilization (represented as a percent of requested CPU) over all the pods. If it\'s not specified or negative, a default autoscaling policy will be used.', -1, { deprecated: "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).", hidden: true }),
  ...DRY_RUN_FLAG,
  ...FIELD_MANAGER_FLAG('kubectl-autoscale'),
  ...FILENAME_FLAGS('identifying the resource to autoscale.'),
  max: intFlag('The upper limit for the number of pods that can be set by the autoscaler. Required.', -1),
  memory: textFlag('Target memory utilization over all the pods.'),
  min: intFlag('The lower limit for the number of pods that can be set by the autoscaler. If it\'s not specified or negative, the server will apply a default value.', -1),
  name: textFlag('The name for the newly created object. If not specified, the name of the input resource will be used.'),
  ...OUTPUT_FLAGS,
  ...SAVE_CONFIG_FLAG,
} as const;

type Context = KubectlContext<typeof FLAGS>;

const SCALABLE = new Set(['ReplicationController', 'Deployment', 'ReplicaSet', 'StatefulSet']);

/** k8s: kubectl autoscale */
export const autoscale = defineKubectl({
  path: ['autoscale'],
  usage: '(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY]',
  short: 'Auto-scale a deployment, replica set, stateful set, or replication controller',
  long: 'Creates an autoscaler that automatically chooses and sets the number of pods that run in a Kubernetes cluster. The command will attempt to use the autoscaling/v2 API first, in case of an error, it will fall back to autoscaling/v1 API.\n\n Looks up a deployment, replica set, stateful set, or replication controller by name and creates an autoscaler that uses the given resource as a reference. An autoscaler can automatically increase or decrease number of pods deployed within the system as needed.',
  examples: `# Between 2 and 10 pods, with the default policy
kubectl autoscale deployment shop --min=2 --max=10

# Up to 5 pods at 80% CPU
kubectl autoscale sts web --max=5 --cpu=80%`,
  flags: FLAGS,
  required: ['max'],
  *run(context) {
    const { flags } = context;
    const dryRun = dryRunOf(context);
    if (flags.max < 1) throw new KubectlError(`--max=MAXPODS is required and must be at least 1, max: ${flags.max}`);
    if (flags.cpu !== '' && context.given.has('cpu-percent')) throw new KubectlError('--cpu-percent and --cpu are mutually exclusive');
    if (flags.max < flags.min) throw new KubectlError(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${flags.max}, min: ${flags.min}`);
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: flags });
    if (infos.length === 0 && errors.length === 0) throw new KubectlError('no objects passed to autoscale');
    const report = createReport(context, flags, dryRun, { isTyped: true });
    const failures: unknown[] = [...errors];
    for (const info of infos) {
      try {
        const autoscaler = autoscalerFor(context, info);
        const saved = flags['save-config'] ? withSavedConfig(autoscaler) : autoscaler;
        report(dryRun === 'client' ? saved : create(context, info, saved, dryRun === 'server'), 'autoscaled');
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

function create(context: Context, info: Info, autoscaler: JsonRecord, dryRun: boolean): KubeObject {
  const placed = { ...autoscaler, metadata: { ...(autoscaler['metadata'] as JsonRecord), namespace: info.namespace } };
  try {
    return context.api.create(placed as unknown as NewObject, { dryRun, fieldManager: context.flags['field-manager'], onWarning: context.warn });
  } catch (error) {
    if (!isApiError(error)) throw error;
    // kubectl then tries the older version, which knows nothing but a percentage of the CPU.
    if (percentOf(context.flags.cpu) !== undefined) throw error;
    throw new KubectlError(`failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: ${context.flags.cpu === '' ? 'empty input' : '%!w(<nil>)'}`);
  }
}

function autoscalerFor({ flags }: Context, { object, resource, name }: Info): JsonRecord {
  if (!SCALABLE.has(object.kind)) throw new KubectlError(`cannot autoscale a ${kindName({ group: resource.group, kind: object.kind })}: could not find scale subresource for ${goResource(resource)} in discovery information`);
  const metrics = [metric('cpu', flags.cpu === '' && flags['cpu-percent'] > 0 ? `${flags['cpu-percent']}%` : flags.cpu), metric('memory', flags.memory)].filter((each) => each !== undefined);
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: flags.name === '' ? name : flags.name },
    spec: {
      maxReplicas: flags.max,
      ...(metrics.length === 0 ? {} : { metrics }),
      ...(flags.min > 0 ? { minReplicas: flags.min } : {}),
      scaleTargetRef: { apiVersion: apiVersion(resource), kind: object.kind, name },
    },
    status: { currentMetrics: null, desiredReplicas: 0 },
  };
}

function percentOf(text: string): string | undefined {
  return /^(\d+)%$/.exec(text)?.[1];
}

function metric(name: string, text: string): JsonRecord | undefined {
  if (text === '') return undefined;
  const percent = percentOf(text);
  if (percent === undefined && text.endsWith('%')) throw new KubectlError(`invalid percentage value: ${text.slice(0, -1)}`);
  if (percent === undefined && parseQuantity(text) === undefined) throw new KubectlError(`invalid resource ${name} value: ${text}`);
  const target = percent === undefined ? { averageValue: text, type: 'AverageValue' } : { averageUtilization: Number(percent), type: 'Utilization' };
  return { resource: { name, target }, type: 'Resource' };
}
