import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { completionsAt, fieldAt } from './completions.ts';
import { manifestDiagnostics } from './manifestDiagnostics.ts';

const HEAD = 'apiVersion: apps/v1\nkind: StatefulSet\n';

function offersAt(marked: string) {
  return completionsAt(marked.replace('‸', ''), marked.indexOf('‸'))?.offers ?? [];
}

describe('completion', () => {
  it('offers the fields of a set that are not there yet, required ones first', () => {
    const labels = offersAt(`${HEAD}spec:\n  replicas: 3\n  ‸\n  serviceName: web\n`).map(({ label }) => label);

    expect(labels.slice(0, 2)).toEqual(['selector', 'template']);
    expect(labels).toContain('volumeClaimTemplates');
    expect(labels).not.toContain('replicas');
    expect(labels).not.toContain('serviceName');
  });

  it.each([
    ['spec:\n  ‸', 'replicas', 'replicas: '],
    ['spec:\n  ‸', 'template', 'template:\n    '],
    ['spec:\n  ‸', 'volumeClaimTemplates', 'volumeClaimTemplates:\n  - '],
  ])('in %j puts %s as %j', (rest, label, insert) => {
    expect(offersAt(HEAD + rest).find((offer) => offer.label === label)?.insert).toBe(insert);
  });

  it.each([
    [`${HEAD}spec:\n  podManagementPolicy: ‸`, ['OrderedReady', 'Parallel']],
    [`${HEAD}spec:\n  updateStrategy:\n    type: ‸`, ['OnDelete', 'RollingUpdate']],
    [`${HEAD}spec:\n  template:\n    spec:\n      hostNetwork: ‸`, ['true', 'false']],
    ['kind: StatefulSet\napiVersion: ‸', ['apps/v1']],
    ['apiVersion: storage.k8s.io/v1\nkind: ‸', ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment']],
    ['‸', ['apiVersion', 'kind']],
    ['apiVersion: v1\n‸', ['kind']],
    [`${HEAD}spec:\n  serviceName: ‸`, []],
  ])('%#: offers the values that are allowed', (marked, labels) => {
    expect(offersAt(marked).map(({ label }) => label)).toEqual(labels);
  });

  it('offers what is there for a field that names something', () => {
    const text = `${HEAD}spec:\n  serviceName: \n  template:\n    spec:\n      volumes:\n      - configMap:\n          name: \n`;
    const namesOf = (kind: string) => ({ Service: ['nginx', 'web'], ConfigMap: ['settings'] })[kind] ?? [];
    const labelsAt = (position: number) => completionsAt(text, position, namesOf)?.offers.map(({ label }) => label);

    expect(labelsAt(text.indexOf('\n  template'))).toEqual(['nginx', 'web']);
    expect(labelsAt(text.length - 1)).toEqual(['settings']);
  });

  it('knows the description of a field', () => {
    const text = `${HEAD}spec:\n  template:\n    spec:\n      containers:\n      - imagePullPolicy: Always\n`;

    expect(fieldAt(text, text.indexOf('PullPolicy'))).toMatchObject({
      path: 'spec.template.spec.containers.imagePullPolicy', type: '<string>', described: { definition: 'Container', field: 'imagePullPolicy' },
    });
  });
});

describe('what is wrong is marked at its place', () => {
  const marksOf = (text: string) => manifestDiagnostics(text, labProfile.gates).map(({ from, to, message }) => [text.slice(from, to), message.split(':')[0]]);
  const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: b\n    image: nginx\n';

  it.each([
    [POD, []],
    [POD.replace('    image', '    imge'), [['imge', 'strict decoding error']]],
    [POD.replace('name: b', 'name: 7'), [['7', 'json']]],
    [POD.replace('    image: nginx\n', ''), [['name: b', 'spec.containers[0].image']]],
    [POD.replace('name: a', 'name: A_B'), [['A_B', 'metadata.name']]],
    [`${POD}---\n${POD.replace('kind: Pod', 'kind: Pot')}`, [['Pot', 'no matches for kind "Pot" in version "v1"']]],
    [`${POD}  x: [1\n`, [['1', 'Flow sequence in block collection must be sufficiently indented and end with a ]']]],
    [POD.replace('  name: a\n', '  name: a\n  name: c\n'), [['name', 'Map keys must be unique']]],
    ['# only a comment\n', []],
    ['', []],
  ])('%#', (text, marks) => {
    expect(marksOf(text)).toEqual(marks);
  });

  it('moments and numbers with colons are text, as they are for kubectl', () => {
    expect(marksOf('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  day: 2024-01-01\n  time: 12:30:45\n')).toEqual([]);
  });
});
