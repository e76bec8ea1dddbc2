import { textFlag } from '../../flags.ts';
import { defineGenerator } from './generator.ts';

/** k8s: kubectl create cronjob */
export const createCronJob = defineGenerator({
  path: ['create', 'cronjob'],
  aliases: ['cj'],
  usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
  short: 'Create a cron job with the specified name',
  long: 'Create a cron job with the specified name.',
  examples: `# Create a cron job with a command
kubectl create cronjob backup --image=busybox --schedule="*/1 * * * *" -- date`,
  flags: {
    image: textFlag('Image name to run.'),
    restart: textFlag("job's restart policy. supported values: OnFailure, Never"),
    schedule: textFlag('A schedule in the Cron format the job should be run with.'),
  },
  required: ['image', 'schedule'],
  failure: 'failed to create cronjob:',
  build: ({ name, flags, command }) => {
    const container = { ...(command.length === 0 ? {} : { command }), image: flags.image, name, resources: {} };
    const template = { metadata: {}, spec: { containers: [container], restartPolicy: flags.restart === '' ? 'OnFailure' : flags.restart } };
    return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name }, spec: { jobTemplate: { metadata: { name }, spec: { template } }, schedule: flags.schedule }, status: {} };
  },
});
