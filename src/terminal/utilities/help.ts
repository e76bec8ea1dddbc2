import type { Utility } from '../command.ts';
import { busyboxUsage, isBusybox, nameOf } from './options.ts';
import { run } from '../process/waits.ts';
import type { Process } from '../process/process.ts';

/** Tools for which `--help` is a word like any other. */
const WITHOUT_HELP = new Set(['echo', 'test', '[', '[[', 'true', 'false', 'printenv', 'kill']);

/** What stands behind the name in GNU's usage line, where it is not `[OPTION]... [FILE]...`. */
const GNU_USAGE: Readonly<Record<string, string>> = {
  arch: '[OPTION]...', base64: '[OPTION]... [FILE]', basename: 'NAME [SUFFIX]', chgrp: '[OPTION]... GROUP FILE...', chmod: '[OPTION]... MODE[,MODE]... FILE...',
  chown: '[OPTION]... [OWNER][:[GROUP]] FILE...', cmp: '[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]', comm: '[OPTION]... FILE1 FILE2', cp: '[OPTION]... [-T] SOURCE DEST',
  cut: 'OPTION... [FILE]...', date: '[OPTION]... [+FORMAT]', dd: '[OPERAND]...', diff: '[OPTION]... FILES', dirname: '[OPTION] NAME...',
  env: '[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]', expr: 'EXPRESSION', factor: '[NUMBER]...', find: '[-H] [-L] [-P] [-Olevel] [-D debugopts] [path...] [expression]',
  grep: '[OPTION]... PATTERNS [FILE]...', egrep: '[OPTION]... PATTERNS [FILE]...', fgrep: '[OPTION]... PATTERNS [FILE]...', groups: '[OPTION]... [USERNAME]...', hostid: '[OPTION]',
  id: '[OPTION]... [USER]...', install: '[OPTION]... [-T] SOURCE DEST', join: '[OPTION]... FILE1 FILE2', link: 'FILE1 FILE2', ln: '[OPTION]... [-T] TARGET LINK_NAME', logname: '[OPTION]',
  mkdir: '[OPTION]... DIRECTORY...', mktemp: '[OPTION]... [TEMPLATE]', mv: '[OPTION]... [-T] SOURCE DEST', nice: '[OPTION] [COMMAND [ARG]...]', nohup: 'COMMAND [ARG]...', nproc: '[OPTION]...',
  printf: 'FORMAT [ARGUMENT]...', pwd: '[OPTION]...', readlink: '[OPTION]... FILE...', realpath: '[OPTION]... FILE...', rmdir: '[OPTION]... DIRECTORY...',
  sed: '[OPTION]... {script-only-if-no-other-script} [input-file]...', seq: '[OPTION]... LAST', shuf: '[OPTION]... [FILE]', sleep: 'NUMBER[SUFFIX]...', split: '[OPTION]... [FILE [PREFIX]]',
  stat: '[OPTION]... FILE...', stty: '[-F DEVICE | --file=DEVICE] [SETTING]...', timeout: '[OPTION] DURATION COMMAND [ARG]...', touch: '[OPTION]... FILE...', tr: '[OPTION]... STRING1 [STRING2]',
  truncate: 'OPTION... FILE...', tty: '[OPTION]...', uname: '[OPTION]...', uniq: '[OPTION]... [INPUT [OUTPUT]]', unlink: 'FILE', whoami: '[OPTION]...', xargs: '[OPTION]... COMMAND [INITIAL-ARGS]...', yes: '[STRING]...',
};

/** The same tool, which also answers `--help` as its first argument: busybox with its usage on stderr, GNU with text on stdout. */
export function answeringHelp(utility: Utility): Utility {
  return {
    ...utility,
    *run(process) {
      const version = versionText(process);
      if (version !== undefined) {
        process.out(version);
        return 0;
      }
      if (!asksForHelp(process)) return yield* run(utility.run, process);
      if (isBusybox(process)) process.err(busyboxUsage(process));
      else process.out(`Usage: ${nameOf(process)} ${GNU_USAGE[nameOf(process)] ?? '[OPTION]... [FILE]...'}\n${sentence(utility.summary)}\n`);
      return 0;
    },
  };
}

/** The packages of GNU's tools, as CentOS 7 and Debian 12 carry them; what is not named is of the coreutils. */
const PACKAGES: Readonly<Record<string, readonly [name: string, centos: string, debian: string]>> = {
  grep: ['GNU grep', '2.20', '3.8'], egrep: ['GNU grep', '2.20', '3.8'], fgrep: ['GNU grep', '2.20', '3.8'], sed: ['GNU sed', '4.2.2', '4.9'], find: ['GNU findutils', '4.5.11', '4.9.0'], xargs: ['GNU findutils', '4.5.11', '4.9.0'],
  diff: ['GNU diffutils', '3.3', '3.8'], cmp: ['GNU diffutils', '3.3', '3.8'], tar: ['GNU tar', '1.26', '1.34'],
};
const COREUTILS = new Set(['cat', 'ls', 'cp', 'mv', 'rm', 'ln', 'mkdir', 'rmdir', 'touch', 'chmod', 'chown', 'head', 'tail', 'wc', 'sort', 'uniq', 'cut', 'tr', 'tee', 'seq', 'date', 'stat', 'du', 'df', 'id', 'whoami', 'uname', 'env', 'sleep', 'timeout', 'basename', 'dirname', 'base64', 'md5sum', 'sha256sum', 'paste', 'join', 'comm', 'nl', 'od', 'tac', 'split', 'shuf', 'mktemp', 'readlink', 'realpath', 'truncate', 'stty', 'nproc', 'nohup', 'printenv']);

/** simplified: of `--version` only the first line, without licence and authors. */
function versionText(process: Process): string | undefined {
  if (process.argv[1] !== '--version' || isBusybox(process)) return undefined;
  const name = nameOf(process);
  const [label, centos, debian] = PACKAGES[name] ?? (COREUTILS.has(name) ? (['GNU coreutils', '8.22', '9.1'] as const) : []);
  if (label === undefined) return undefined;
  const version = process.machine.flavour === 'centos7' ? centos : debian;
  return `${name} (${label}) ${version}\n`;
}

function asksForHelp(process: Process): boolean {
  return process.argv[1] === '--help' && (!isBusybox(process) || process.argv.length === 2) && !WITHOUT_HELP.has(nameOf(process));
}

/** simplified: in place of GNU's list of options, what the tool is for. */
function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
