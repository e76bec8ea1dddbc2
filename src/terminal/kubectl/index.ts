import { defineUtility } from '../command.ts';
import { kubectl } from './kubectl.ts';

/** kubectl v1.35 as a program of the nodes. */
export const kubectlUtility = defineUtility({
  name: 'kubectl',
  flavours: ['centos7'],
  summary: 'Controls the Kubernetes cluster manager.',
  run: kubectl,
});
