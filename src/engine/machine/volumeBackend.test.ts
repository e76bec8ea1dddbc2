import { expect, it } from 'vitest';
import { FileError, type FileTree } from './files.ts';
import { createFileTree, nodeBelow, placeNode } from './fileTree.ts';
import { createVolumeBackend, type VolumeBackend } from './volumeBackend.ts';

function given(): { readonly disk: FileTree; readonly volumes: VolumeBackend; readonly changes: () => number } {
  const disk = createFileTree({ now: () => 0 });
  let changes = 0;
  disk.onChange = () => {
    changes += 1;
  };
  const volumes = createVolumeBackend({ export: { node: 'n1', path: '/export' }, disk: (node) => (node === 'n1' ? disk : undefined) });
  return { disk, volumes, changes: () => changes };
}

const names = (disk: FileTree, path: string) => {
  const found = nodeBelow(disk.root, path);
  return found?.type === 'directory' ? [...found.entries.keys()].sort() : [];
};

it('makes a directory of the export that everybody may write to, and tells of it', () => {
  const { disk, volumes, changes } = given();

  volumes.create('default-data');

  expect(names(disk, '/export')).toEqual(['default-data']);
  expect(nodeBelow(disk.root, '/export/default-data')?.mode).toBe(0o777);
  expect(changes()).toBe(1);
});

it('leaves a directory that is there with what is in it', () => {
  const { disk, volumes } = given();
  placeNode(disk, '/export/old/kept', disk.file('text'));

  volumes.create('old');

  expect(names(disk, '/export/old')).toEqual(['kept']);
});

it.each([
  [false, []],
  [true, ['archived-old']],
])('takes a directory away, archived: %s', (archive, left) => {
  const { disk, volumes } = given();
  placeNode(disk, '/export/old/kept', disk.file('text'));
  const directory = nodeBelow(disk.root, '/export/old');

  volumes.remove('old', archive);

  expect(names(disk, '/export')).toEqual(left);
  expect(directory?.type === 'directory' && directory.removed === true).toBe(!archive);
});

it('archives a directory that lies deeper at the top of the export', () => {
  const { disk, volumes } = given();
  volumes.create('shop/data');

  volumes.remove('shop/data', true);

  expect(names(disk, '/export')).toEqual(['archived-data', 'shop']);
});

it('removes nothing where nothing is', () => {
  const { volumes, changes } = given();

  volumes.remove('nosuch', true);
  volumes.removeFrom('n1', '/elsewhere');

  expect(changes()).toBe(0);
});

it('refuses as the disk does', () => {
  const { disk, volumes } = given();
  disk.full = true;

  expect(() => volumes.create('new')).toThrow(FileError);
  expect(() => volumes.createOn('nobody', '/x')).toThrow(FileError);
});
