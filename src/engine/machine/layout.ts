import { ensureDirectory, placeNode } from './fileTree.ts';
import type { FileNode, FileTree, TreeNode } from './files.ts';
import type { Flavour } from './machine.ts';
import { programDirectory, PROGRAM_NAMES } from './programNames.ts';

export interface LayoutOptions {
  readonly flavour: Flavour;
  readonly hostname: string;
  /** Programs on top of those of the family. */
  readonly programs?: readonly string[];
  /** Without the programs of its family. */
  readonly isBare?: boolean;
  /** Draws a random text for /dev/random and /dev/urandom. */
  readonly random?: () => string;
}

/** A read of an endless device gives this much. */
const DEVICE_READ_LENGTH = 4096;

const DIRECTORIES: Readonly<Record<Flavour, readonly string[]>> = {
  centos7: ['/boot', '/home', '/media', '/mnt', '/opt', '/run', '/srv', '/sys', '/proc', '/usr/lib', '/usr/lib64', '/usr/local/bin', '/usr/share', '/var/lib', '/var/log', '/var/run', '/var/tmp'],
  debian: ['/boot', '/home', '/media', '/mnt', '/opt', '/run', '/srv', '/sys', '/proc', '/usr/lib', '/usr/lib64', '/usr/local/bin', '/usr/share', '/var/cache', '/var/lib', '/var/log', '/var/tmp'],
  alpine: ['/home', '/lib', '/media', '/mnt', '/opt', '/proc', '/run', '/srv', '/sys', '/usr/bin', '/usr/lib', '/usr/local/bin', '/usr/sbin', '/usr/share', '/var/cache', '/var/lib', '/var/log', '/var/tmp'],
  busybox: ['/home', '/lib', '/proc', '/sys', '/usr/bin', '/usr/sbin', '/var/spool/mail', '/var/www'],
};

const OS_RELEASE: Readonly<Record<Exclude<Flavour, 'busybox'>, string>> = {
  centos7:
    'NAME="CentOS Linux"\nVERSION="7 (Core)"\nID="centos"\nID_LIKE="rhel fedora"\nVERSION_ID="7"\nPRETTY_NAME="CentOS Linux 7 (Core)"\nANSI_COLOR="0;31"\nCPE_NAME="cpe:/o:centos:centos:7"\n' +
    'HOME_URL="https://www.centos.org/"\nBUG_REPORT_URL="https://bugs.centos.org/"\n\nCENTOS_MANTISBT_PROJECT="CentOS-7"\nCENTOS_MANTISBT_PROJECT_VERSION="7"\nREDHAT_SUPPORT_PRODUCT="centos"\nREDHAT_SUPPORT_PRODUCT_VERSION="7"\n\n',
  debian:
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\nHOME_URL="https://www.debian.org/"\n' +
    'SUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n',
  alpine: 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n',
};

/** The login shell of root. */
export const ROOT_SHELL: Readonly<Record<Flavour, string>> = { centos7: '/bin/bash', debian: '/bin/bash', alpine: '/bin/sh', busybox: '/bin/sh' };

/** The search path of a process that nobody gave another one. */
export const DEFAULT_PATH: Readonly<Record<Flavour, string>> = {
  centos7: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/root/bin',
  debian: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  alpine: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  busybox: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};

/**
 * Fills a tree with the directories, devices, programs and files that a machine of a family has. The large directories
 * are made when somebody looks into them: most containers are never looked into.
 */
export function layOut(tree: FileTree, { flavour, hostname, programs = [], isBare = false, random }: LayoutOptions): void {
  const top = tree.root.entries;
  top.set('etc', tree.directory(0o755, (etc) => fillEtc(tree, etc, flavour, hostname)));
  top.set('dev', tree.directory(0o755, (dev) => fillDevices(tree, dev, random)));
  top.set('tmp', tree.directory(0o1777));
  top.set('root', tree.directory(flavour === 'centos7' ? 0o550 : 0o700, (home) => fillHome(tree, home, flavour)));
  for (const path of DIRECTORIES[flavour]) ensureDirectory(tree, tree.root, path);
  placePrograms(tree, flavour, isBare ? programs : [...PROGRAM_NAMES[flavour], ...programs]);
  if (flavour === 'debian' || flavour === 'centos7') mergeUsr(tree);
}

/** Puts an executable at a path; what it does is known by its name. */
export function placeProgram(tree: FileTree, path: string, name: string): FileNode {
  return placeNode(tree, path, programFile(tree, name));
}

function programFile(tree: FileTree, name: string): FileNode {
  const file = tree.file('', 0o755);
  file.program = name;
  return file;
}

function placePrograms(tree: FileTree, flavour: Flavour, names: readonly string[]): void {
  for (const directory of PROGRAM_DIRECTORIES[flavour]) {
    placeNode(
      tree,
      directory,
      tree.directory(0o755, (entries) => {
        for (const name of names) if (programDirectory(flavour, name) === directory) entries.set(name, programFile(tree, name));
      }),
    );
  }
}

const PROGRAM_DIRECTORIES: Readonly<Record<Flavour, readonly string[]>> = {
  centos7: ['/usr/bin', '/usr/sbin'],
  debian: ['/usr/bin'],
  alpine: ['/bin', '/sbin', '/usr/bin'],
  busybox: ['/bin'],
};

/** Both families keep all programs below /usr and link the old places there. */
function mergeUsr(tree: FileTree): void {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    ensureDirectory(tree, tree.root, `/usr/${name}`);
    placeNode(tree, `/${name}`, tree.symlink(`usr/${name}`));
  }
}

type Entries = Map<string, TreeNode>;

function fillDevices(tree: FileTree, dev: Entries, random: (() => string) | undefined): void {
  const device = (name: string, read: () => string) => {
    const file = tree.file('', 0o666);
    file.device = { read, write: () => {} };
    dev.set(name, file);
  };
  const empty = () => '';
  const zeros = () => '\0'.repeat(DEVICE_READ_LENGTH);
  const noise = random ?? empty;
  for (const [name, read] of Object.entries({ null: empty, zero: zeros, full: zeros, tty: empty, random: noise, urandom: noise })) device(name, read);
  dev.set('shm', tree.directory(0o1777));
  dev.set('pts', tree.directory());
  dev.set('fd', tree.symlink('/proc/self/fd'));
  for (const [index, name] of ['stdin', 'stdout', 'stderr'].entries()) dev.set(name, tree.symlink(`/proc/self/fd/${index}`));
}

function fillHome(tree: FileTree, home: Entries, flavour: Flavour): void {
  if (flavour === 'centos7') home.set('.bashrc', tree.file(CENTOS_BASHRC));
}

function fillEtc(tree: FileTree, etc: Entries, flavour: Flavour, hostname: string): void {
  for (const [name, text] of Object.entries(filesOf(flavour, hostname))) etc.set(name, tree.file(text));
  if (flavour !== 'busybox') etc.set('os-release', tree.file(OS_RELEASE[flavour]));
  const directory = { centos7: 'yum.repos.d', debian: 'apt', alpine: 'apk', busybox: 'network' }[flavour];
  etc.set(directory, tree.directory());
}

const CENTOS_BASHRC =
  "# .bashrc\n\n# User specific aliases and functions\n\nalias rm='rm -i'\nalias cp='cp -i'\nalias mv='mv -i'\n\n# Source global definitions\nif [ -f /etc/bashrc ]; then\n\t. /etc/bashrc\nfi\n";

/** The text files of /etc. */
function filesOf(flavour: Flavour, hostname: string): Readonly<Record<string, string>> {
  const shell = ROOT_SHELL[flavour];
  const common = {
    'hostname': `${hostname}\n`,
    'passwd':
      `root:x:0:0:root:/root:${shell}\nbin:x:1:1:bin:/bin:/sbin/nologin\ndaemon:x:2:2:daemon:/sbin:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n`,
    'group': 'root:x:0:\nbin:x:1:\ndaemon:x:2:\ntty:x:5:\nwheel:x:10:\nnobody:x:65534:\n',
    'shadow': 'root:*:::::::\n',
    'nsswitch.conf': 'passwd:     files\ngroup:      files\nhosts:      files dns\nnetworks:   files\nservices:   files\n',
  };
  if (flavour === 'centos7') {
    return {
      ...common,
      'centos-release': 'CentOS Linux release 7.9.2009 (Core)\n',
      'redhat-release': 'CentOS Linux release 7.9.2009 (Core)\n',
      'fstab': '/dev/mapper/centos-root /                       xfs     defaults        0 0\nUUID=6f3a1c52-90c4-4a0b-8f5e-1f1f4d8f5b0a /boot                   xfs     defaults        0 0\n',
    };
  }
  if (flavour === 'debian') return { ...common, 'debian_version': '12.8\n', 'issue': 'Debian GNU/Linux 12 \\n \\l\n\n' };
  if (flavour === 'alpine') {
    return {
      ...common,
      'alpine-release': '3.20.3\n',
      'issue': 'Welcome to Alpine Linux 3.20\nKernel \\r on an \\m (\\l)\n\n',
      'profile': 'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nexport PAGER=less\numask 022\n',
    };
  }
  return common;
}
