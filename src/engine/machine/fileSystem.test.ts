import { describe, expect, it } from 'vitest';
import { createFileSystem } from './fileSystem.ts';
import { createFileTree, nodeBelow } from './fileTree.ts';
import { FileError, type DirectoryNode } from './files.ts';
import { layOut } from './layout.ts';
import { utf8Length } from '../core/utf8.ts';
import { permissionsText } from './permissions.ts';

const givenTree = () => createFileTree({ now: () => 1000 });

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof FileError) return `${error.code} ${error.path}`;
    throw error;
  }
  return 'none';
}

describe('a file system', () => {
  it('makes, reads, appends and lists in bytewise order', () => {
    const files = createFileSystem(givenTree());
    files.makeDirectory('/srv/www', { parents: true });
    files.write('/srv/www/b', 'one\n');
    files.append('/srv/www/b', 'two\n');
    files.write('/srv/www/Z', '');

    expect(files.read('/srv/www/b')).toBe('one\ntwo\n');
    expect(files.list('/srv/www')).toEqual(['Z', 'b']);
    expect(files.stat('/srv').links).toBe(3);
  });

  it('answers with the error that Linux gives', () => {
    const files = createFileSystem(givenTree());
    files.makeDirectory('/d/sub', { parents: true });
    files.write('/f', 'x');
    const cases: readonly [() => unknown, string][] = [
      [() => files.read('/none'), 'ENOENT /none'],
      [() => files.read('/d'), 'EISDIR /d'],
      [() => files.read('/f/x'), 'ENOTDIR /f/x'],
      [() => files.write('/none/x', ''), 'ENOENT /none/x'],
      [() => files.write('/d', ''), 'EISDIR /d'],
      [() => files.makeDirectory('/d'), 'EEXIST /d'],
      [() => files.makeDirectory('/f', { parents: true }), 'EEXIST /f'],
      [() => files.removeDirectory('/d'), 'ENOTEMPTY /d'],
      [() => files.removeDirectory('/f'), 'ENOTDIR /f'],
      [() => files.unlink('/d'), 'EISDIR /d'],
      [() => files.list('/f'), 'ENOTDIR /f'],
      [() => files.rename('/d', '/d/sub/x'), 'EINVAL /d'],
      [() => files.rename('/f', '/d'), 'EISDIR /d'],
      [() => files.rename('/d', '/f'), 'ENOTDIR /f'],
      [() => files.removeAll('/'), 'EBUSY /'],
      [() => files.write(`/${'é'.repeat(128)}`, ''), `ENAMETOOLONG /${'é'.repeat(128)}`],
    ];
    for (const [run, expected] of cases) expect(codeOf(run)).toBe(expected);
  });

  it('follows links, also dangling ones on writing, and stops at loops', () => {
    const files = createFileSystem(givenTree());
    files.makeDirectory('/data');
    files.makeSymlink('/link', 'data/file');
    files.write('/link', 'through');
    files.makeSymlink('/a', '/b');
    files.makeSymlink('/b', '/a');

    expect(files.read('/data/file')).toBe('through');
    expect(files.realPath('/link')).toBe('/data/file');
    expect(files.lstat('/link').type).toBe('symlink');
    expect(codeOf(() => files.read('/a'))).toBe('ELOOP /a');
    files.unlink('/link');
    expect(files.exists('/data/file')).toBe(true);
  });

  it('shows a mounted directory of another tree to all that mount it, and hides what was there', () => {
    const disk = givenTree();
    const host = createFileSystem(disk);
    host.makeDirectory('/export/web-0', { parents: true });
    const pod = createFileSystem(givenTree());
    pod.makeDirectory('/usr/share/html', { parents: true });
    pod.write('/usr/share/html/index.html', 'image page');
    pod.mount('/usr/share/html', nodeBelow(disk.root, 'export/web-0') as DirectoryNode, { source: 'nfs:/export', type: 'nfs4', tree: disk });

    expect(pod.list('/usr/share/html')).toEqual([]);
    host.write('/export/web-0/index.html', 'sts0\n');
    expect(pod.read('/usr/share/html/index.html')).toBe('sts0\n');
    expect(codeOf(() => pod.rename('/usr/share/html/index.html', '/x'))).toBe('EXDEV /x');
    expect(codeOf(() => pod.removeAll('/usr'))).toBe('EBUSY /usr');

    host.removeAll('/export/web-0');
    expect(codeOf(() => pod.list('/usr/share/html'))).toContain('ESTALE');
    pod.unmount('/usr/share/html');
    expect(pod.read('/usr/share/html/index.html')).toBe('image page');
  });

  it('refuses writes on a read-only mount', () => {
    const disk = givenTree();
    const files = createFileSystem(givenTree());
    files.mount('/ro', disk.root, { source: 'x', type: 'tmpfs', readOnly: true, tree: disk });

    expect(codeOf(() => files.write('/ro/a', ''))).toBe('EROFS /ro/a');
    expect(codeOf(() => files.makeDirectory('/ro/d'))).toBe('EROFS /ro/d');
    expect(files.mounts().map(({ path }) => path)).toEqual(['/', '/ro']);
  });

  it('leaves an empty file behind when the disk is full, as a real one does', () => {
    const tree = givenTree();
    const files = createFileSystem(tree);
    files.write('/kept', 'old');
    tree.full = true;

    expect(codeOf(() => files.write('/new', 'x'))).toBe('ENOSPC /new');
    expect(files.read('/new')).toBe('');
    expect(files.read('/kept')).toBe('old');
  });

  it('refuses writes below one directory that is full, wherever it is mounted', () => {
    const disk = givenTree();
    const host = createFileSystem(disk);
    host.makeDirectory('/vol/sub', { parents: true });
    const volume = nodeBelow(disk.root, 'vol') as DirectoryNode;
    volume.full = true;
    const pod = createFileSystem(givenTree());
    pod.mount('/data', volume, { source: 'nfs', type: 'nfs4', tree: disk });

    expect(codeOf(() => pod.write('/data/sub/x', 'x'))).toBe('ENOSPC /data/sub/x');
    expect(codeOf(() => host.write('/vol/x', 'x'))).toBe('ENOSPC /vol/x');
    expect(codeOf(() => host.write('/x', 'x'))).toBe('none');
  });

  it('tells the tree of each change', () => {
    const tree = givenTree();
    let changes = 0;
    tree.onChange = () => (changes += 1);
    const files = createFileSystem(tree);
    files.write('/a', 'x');
    files.chmod('/a', 0o600);
    files.unlink('/a');
    expect(changes).toBeGreaterThanOrEqual(3);
  });
});

describe('the layout of a machine', () => {
  it('brings the programs of its family, with a device that swallows all', () => {
    for (const [flavour, path] of [['busybox', '/bin/ping'], ['alpine', '/usr/bin/nslookup'], ['debian', '/bin/bash'], ['centos7', '/usr/bin/curl']] as const) {
      const tree = givenTree();
      layOut(tree, { flavour, hostname: 'web-0' });
      const files = createFileSystem(tree);
      expect(files.stat(path).program).toBe(path.slice(path.lastIndexOf('/') + 1));
      files.write('/dev/null', 'gone');
      expect(files.read('/dev/null')).toBe('');
      expect(files.read('/etc/hostname')).toBe('web-0\n');
    }
  });

  it('has no ping in a minimal Debian', () => {
    const tree = givenTree();
    layOut(tree, { flavour: 'debian', hostname: 'x' });
    expect(createFileSystem(tree).exists('/usr/bin/ping')).toBe(false);
  });
});

describe('permissions and sizes', () => {
  it.each([
    ['directory', 0o1777, 'drwxrwxrwt'],
    ['file', 0o644, '-rw-r--r--'],
    ['file', 0o4755, '-rwsr-xr-x'],
    ['file', 0o2644, '-rw-r-Sr--'],
    ['symlink', 0o777, 'lrwxrwxrwx'],
  ] as const)('%s %o reads %s', (type, mode, text) => {
    expect(permissionsText({ type, mode })).toBe(text);
  });

  it.each([['abc', 3], ['é', 2], ['中文', 6], ['😀', 4]])('%s takes %d bytes', (text, bytes) => {
    expect(utf8Length(text)).toBe(bytes);
  });
});
