import { KubectlError } from '../../errors.ts';
import { intFlag, listFlag } from '../../flags.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { defineGenerator } from './generator.ts';

/** k8s: kubectl create deployment */
export const createDeployment = defineGenerator({
  path: ['create', 'deployment'],
  aliases: ['deploy'],
  usage: 'NAME --image=image -- [COMMAND] [args...]',
  short: 'Create a deployment with the specified name',
  long: 'Create a deployment with the specified name.',
  examples: `# Create a deployment that runs nginx
kubectl create deployment shop --image=nginx

# Create a deployment with a command
kubectl create deployment shop --image=busybox -- date

# Create a deployment with 3 replicas and a port
kubectl create deployment shop --image=nginx --replicas=3 --port=80`,
  flags: {
    image: listFlag('Image names to run. A deployment can have multiple images set for multi-container pod.'),
    port: intFlag('The containerPort that this deployment exposes.', -1),
    replicas: intFlag('Number of replicas to create. Default is 1.', 1, { short: 'r' }),
  },
  required: ['image'],
  failure: 'failed to create deployment:',
  build: ({ name, flags, command }) => {
    if (flags.image.length > 1 && command.length > 0) throw new KubectlError('cannot specify multiple --image options and command');
    const labels = { app: name };
    const containers = flags.image.map((image, index): JsonRecord => ({
      ...(command.length === 0 ? {} : { command }),
      image,
      name: containerName(image),
      ...(flags.port >= 0 && index === 0 ? { ports: [{ containerPort: flags.port }] } : {}),
      resources: {},
    }));
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { labels, name },
      spec: { replicas: flags.replicas, selector: { matchLabels: labels }, strategy: {}, template: { metadata: { labels }, spec: { containers } } },
      status: {},
    };
  },
});

/** The last part of an image's path without tag and digest. */
export function containerName(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
  return last.toLowerCase().replace(/[^-a-z0-9]/g, '-').replace(/^-+|-+$/g, '');
}
