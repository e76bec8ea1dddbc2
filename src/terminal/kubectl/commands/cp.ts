import type { FileSystem } from '#engine/machine/files.ts';
import { FileError } from '#engine/machine/files.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import { boolFlag, intFlag, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { defaultContainer } from '../containers/chooseContainer.ts';
import { reachContainer } from '../containers/reachContainer.ts';
import { cannotStart } from '../containers/startProblem.ts';
import { copyTree } from '../cp/copyTree.ts';
import { KubectlError } from '../errors.ts';
import { getInfo } from '../resources/info.ts';
import { resourceOf } from '../resources/requests.ts';

const FLAGS = {
  container: textFlag('Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen', { short: 'c' }),
  'no-preserve': boolFlag("The copied file/directory's ownership and permissions will not be preserved in the container"),
  retries: intFlag('Set number of retries to complete a copy operation from a container. Specify 0 to disable or any negative value for infinite retrying. The default is 0 (no retry).', 0),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** One side of a copy: a path here, or in a container. */
interface Side {
  readonly namespace: string | undefined;
  readonly pod: string | undefined;
  readonly path: string;
}

/** k8s: kubectl cp */
export const cp = defineKubectl({
  path: ['cp'],
  usage: '<file-spec-src> <file-spec-dest>',
  short: 'Copy files and directories to and from containers',
  long: 'Copy files and directories to and from containers.',
  examples: `# Copy a local file to a pod
kubectl cp /tmp/index.html web-0:/usr/share/nginx/html/index.html

# Copy a directory of a container to here
kubectl cp -c nginx default/web-0:/usr/share/nginx/html ./html`,
  flags: FLAGS,
  run: (context) => {
    const [from, to, ...more] = context.args;
    if (from === undefined || to === undefined || more.length > 0) throw new KubectlError('source and destination are required');
    const source = sideOf(from);
    const target = sideOf(to);
    if (source.pod !== undefined && target.pod !== undefined) throw new KubectlError('one of src or dest must be a local file specification');
    if (source.pod === undefined && target.pod === undefined) throw new KubectlError('one of src or dest must be a remote file specification');
    if (source.path === '' || target.path === '') throw new KubectlError('filepath can not be empty');
    if (source.pod === undefined) upload(context, source, target);
    else download(context, source, target);
  },
});

/** `[[NAMESPACE/]POD:]PATH`. */
function sideOf(text: string): Side {
  const colon = text.indexOf(':');
  if (colon === 0) throw new KubectlError('filespec must match the canonical format: [[namespace/]pod:]file/path');
  if (colon < 0) return { namespace: undefined, pod: undefined, path: text };
  const path = text.slice(colon + 1);
  const [first = '', second, ...more] = text.slice(0, colon).split('/');
  if (more.length > 0) return { namespace: undefined, pod: undefined, path: text };
  return second === undefined ? { namespace: undefined, pod: first, path } : { namespace: first, pod: second, path };
}

/** The files of the container, and of the person's machine. */
function filesOf(context: Context, side: Side, note: (text: string) => void): { readonly files: FileSystem; readonly cwd: string } {
  const pod = getInfo(context, resourceOf('pods', context.discovery), side.pod ?? '', side.namespace ?? context.namespace).object as Pod;
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') throw new KubectlError(`cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`);
  const name = context.flags.container === '' ? (defaultContainer(pod, note)?.name ?? '') : context.flags.container;
  const { machine } = reachContainer(context, pod, name);
  const { kernel } = context.process;
  if (kernel.lookup(machine, 'tar', machine.env['PATH'], machine.cwd) === undefined) throw cannotStart(context, { reason: 'not found', path: 'tar' });
  return { files: machine.files, cwd: machine.cwd };
}

function upload(context: Context, source: Side, target: Side): void {
  const { machine, cwd } = context.process;
  const from = machine.files.resolve(cwd, source.path);
  if (!machine.files.exists(from)) throw new KubectlError(`${source.path} doesn't exist in local filesystem`);
  const remote = filesOf(context, target, (text) => context.err(text));
  const wanted = remote.files.resolve(remote.cwd, target.path);
  const isInto = remote.files.exists(wanted) && remote.files.isDirectory(wanted);
  const to = isInto ? `${wanted}/${baseName(from)}` : wanted;
  try {
    copyTree(machine.files, from, remote.files, to);
  } catch (error) {
    throw tarFailure(context, error, to);
  }
}

function download(context: Context, source: Side, target: Side): void {
  const { machine, cwd } = context.process;
  // What the program in the container says on stderr comes out on stdout here.
  const remote = filesOf(context, source, (text) => context.out(text));
  const from = remote.files.resolve(remote.cwd, source.path);
  if (source.path.startsWith('/')) context.out("tar: Removing leading `/' from member names\n");
  if (!remote.files.exists(from)) {
    context.out(`tar: ${source.path}: Cannot stat: No such file or directory\ntar: Exiting with failure status due to previous errors\n`);
    throw new KubectlError('command terminated with exit code 2', { code: 2, bare: true });
  }
  const wanted = machine.files.resolve(cwd, target.path);
  const to = machine.files.exists(wanted) && machine.files.isDirectory(wanted) && target.path.endsWith('/') ? `${wanted}/${baseName(from)}` : wanted;
  if (machine.files.exists(to) && machine.files.isDirectory(to) && !remote.files.isDirectory(from)) throw new KubectlError(`open ${target.path}: is a directory`);
  copyTree(remote.files, from, machine.files, to);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the tar in the container says of a file that it cannot write. */
function tarFailure(context: Context, error: unknown, path: string): unknown {
  if (!(error instanceof FileError)) return error;
  context.err(`tar: ${path.slice(1)}: Cannot open: ${error.text}\ntar: Exiting with failure status due to previous errors\n`);
  return new KubectlError('command terminated with exit code 2', { code: 2, bare: true });
}
