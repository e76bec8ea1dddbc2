import { KubectlError } from '../../errors.ts';
import { textFlag } from '../../flags.ts';
import { isRecord, recordAt, textAt, valueAt, type JsonRecord } from '../../printers/values.ts';
import { flatten, visit } from '../../resources/visit.ts';
import type { KubectlContext } from '../../command.ts';
import { throwAll } from '../../errors.ts';
import { goTypeOf } from '../../podSpec.ts';
import { defineGenerator } from './generator.ts';

/** k8s: kubectl create job */
export const createJob = defineGenerator({
  path: ['create', 'job'],
  usage: 'NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  short: 'Create a job with the specified name',
  long: 'Create a job with the specified name.',
  examples: `# Create a job
kubectl create job pi --image=perl -- perl -Mbignum=bpi -wle 'print bpi(100)'

# Create a job from a cron job
kubectl create job now --from=cronjob/backup`,
  flags: {
    from: textFlag('The name of the resource to create a Job from (only cronjob is supported).'),
    image: textFlag('Image name to run.'),
  },
  failure: 'failed to create job:',
  build: ({ name, flags, command, context }) => {
    if ((flags.image === '') === (flags.from === '')) throw new KubectlError('either --image or --from must be specified');
    if (flags.from !== '' && command.length > 0) throw new KubectlError('cannot specify --from and command');
    return flags.from === '' ? jobOf(name, flags.image, command) : jobFrom(context, name, flags.from);
  },
});

function jobOf(name: string, image: string, command: readonly string[]): JsonRecord {
  const container = { ...(command.length === 0 ? {} : { command }), image, name, resources: {} };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec: { template: { metadata: {}, spec: { containers: [container], restartPolicy: 'Never' } } }, status: {} };
}

function jobFrom(context: KubectlContext, name: string, from: string): JsonRecord {
  const { found, errors } = visit(context, { args: [from] });
  throwAll(errors);
  const [info] = flatten(found);
  if (info?.object.kind !== 'CronJob') throw new KubectlError(`unknown object type ${info === undefined ? '<nil>' : goTypeOf(info.object)}`);
  const template = recordAt(info.object, 'spec', 'jobTemplate');
  const labels = valueAt(template, 'metadata', 'labels');
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...recordAt(template, 'metadata', 'annotations') },
      ...(isRecord(labels) ? { labels } : {}),
      name,
      ownerReferences: [{ apiVersion: 'batch/v1', controller: true, kind: 'CronJob', name: info.name, uid: textAt(info.object, 'metadata', 'uid') }],
    },
    spec: recordAt(template, 'spec'),
    status: {},
  };
}
