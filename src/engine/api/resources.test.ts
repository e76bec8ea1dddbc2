import { describe, expect, it } from 'vitest';
import { kinds } from '../kinds/index.ts';
import { aPod, givenServer } from './givenServer.ts';
import { findKind, findResource, findServed } from './resources.ts';
import { renderTable } from './table.ts';

describe('resources', () => {
  it.each([
    ['pods', 'Pod'],
    ['Pod', 'Pod'],
    ['PODS', 'Pod'],
    ['po', 'Pod'],
    ['PO', undefined],
    ['statefulSet', 'StatefulSet'],
    ['sts', 'StatefulSet'],
    ['STS', undefined],
    ['sts.apps', 'StatefulSet'],
    ['statefulsets.v1.apps', 'StatefulSet'],
    ['sts.v9.apps', 'StatefulSet'],
    ['sts.foo', undefined],
    ['pods.v1.', 'Pod'],
    ['pods.', 'Pod'],
    ['po.v1', undefined],
    ['sc.storage.k8s.io', 'StorageClass'],
    ['sc.v1.storage.k8s.io', 'StorageClass'],
    ['nope', undefined],
  ])('%s is %s', (text, kind) => {
    expect(findResource(kinds, text)?.kind).toBe(kind);
  });

  it('are found by manifest and by path', () => {
    expect(findKind(kinds, 'apps/v1', 'StatefulSet')?.plural).toBe('statefulsets');
    expect(findKind(kinds, 'v1', 'StatefulSet')).toBeUndefined();
    expect(findKind(kinds, 'apps/v1beta1', 'StatefulSet')).toBeUndefined();
    expect(findServed(kinds, '', 'v1', 'pods')?.kind).toBe('Pod');
    expect(findServed(kinds, 'apps', 'v1', 'pods')).toBeUndefined();
  });
});

describe('a table', () => {
  it('has the columns of the kind and a row for each object', () => {
    const { api } = givenServer();
    const pod = api.create(aPod('web-0'));
    const kind = api.kind('Pod');
    if (kind === undefined) throw new Error('no pods');

    const table = renderTable(kind, api.list('Pod'), Date.UTC(2026, 10, 23, 7, 0, 5), '9');

    expect(table.columnDefinitions.map(({ name, priority }) => `${name}${priority === 0 ? '' : '*'}`).join(' ')).toBe(
      'Name Ready Status Restarts Age IP* Node* Nominated Node* Readiness Gates*',
    );
    expect(table.columnDefinitions[0]).toMatchObject({ type: 'string', format: 'name' });
    expect(table.rows).toEqual([{ cells: ['web-0', '0/1', 'Pending', expect.anything(), '5s', '<none>', '<none>', '<none>', '<none>'], object: pod }]);
    expect(table.metadata.resourceVersion).toBe('9');
  });
});
