import type { Daemon, ImageBuild } from './images/image.ts';

/** The words that are executed: the pod's command replaces both of the image's, its arguments only the second. */
export function commandLine(build: ImageBuild, command: readonly string[] | undefined, args: readonly string[] | undefined): readonly string[] {
  if (command !== undefined && command.length > 0) return withServer(build, [...command, ...(args ?? [])]);
  return withServer(build, [...build.entrypoint, ...(args !== undefined && args.length > 0 ? args : build.cmd)]);
}

/** Entry point scripts put the server's name before a line that begins with an option. */
function withServer({ wrappers, cmd }: ImageBuild, argv: readonly string[]): readonly string[] {
  const [first = '', second, ...rest] = argv;
  return wrappers?.includes(first) === true && second?.startsWith('-') === true && cmd[0] !== undefined ? [first, cmd[0], second, ...rest] : argv;
}

/** The daemon that a command line starts, behind what only wraps it; undefined for other programs. */
export function daemonOf(build: ImageBuild, argv: readonly string[]): Daemon | undefined {
  return daemonNamed(build, wrappedCommand(build, argv)[0] ?? '');
}

/** The words behind those that only wrap others: what an entry point script goes on as. */
export function wrappedCommand(build: ImageBuild, argv: readonly string[]): readonly string[] {
  let first = 0;
  while (build.wrappers?.includes(argv[first] ?? '') === true) first += 1;
  return argv.slice(first);
}

/** A daemon by its path, or by its name where the path ends in it. */
export function daemonNamed(build: ImageBuild, name: string): Daemon | undefined {
  return build.daemons.find(({ path, program }) => path === name || program === name || (!name.includes('/') && path.endsWith(`/${name}`)));
}
