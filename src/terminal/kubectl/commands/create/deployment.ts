import { KubectlError } from '../../errors.ts';
import { intFlag, listFlag } from '../../flags.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { defineGenerator } from './generator.ts';
import type { KubectlContext } from '../../command.ts';

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
  build: ({ name, flags, command, context }) => {
    if (flags.image.length > 1 && command.length > 0) throw new KubectlError('cannot specify multiple --image options and command');
    const labels = { app: name };
    const containers = flags.image.map((image, index): JsonRecord => ({
      ...(command.length === 0 ? {} : { command }),
      image,
      name: containerName(context, image),
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

/** The last part of an image's path without tag and digest; what has to be changed in it gets five letters. k8s: sanitizeAndUniquify */
function containerName({ cluster, process }: KubectlContext, image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1).replace(/[:@].*$/, '');
  if (!/[_.]/.test(last)) return last;
  const letters = cluster.sim.random.fork(`create deployment ${process.pid} ${process.kernel.now()} ${image}`).text(5, 'bcdfghjklmnpqrstvwxz2456789');
  return `${last.replaceAll(/[_.]/g, '-')}-${letters}`;
}
