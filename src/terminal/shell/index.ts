import { defineUtility, type Utility } from '../command.ts';
import { shellProgram } from './main.ts';

/** The shells as programs of machines. */
export const shells: readonly Utility[] = [
  defineUtility({ name: 'bash', directory: '/bin', flavours: ['centos7', 'debian'], summary: 'GNU Bourne-Again SHell', run: shellProgram }),
  defineUtility({ name: 'sh', directory: '/bin', flavours: ['centos7', 'debian', 'alpine', 'busybox'], summary: 'command interpreter', run: shellProgram }),
  defineUtility({ name: 'ash', directory: '/bin', flavours: ['alpine', 'busybox'], summary: 'command interpreter', run: shellProgram }),
  defineUtility({ name: 'dash', directory: '/bin', flavours: ['debian'], summary: 'command interpreter', run: shellProgram }),
];

export { shellProgram };
