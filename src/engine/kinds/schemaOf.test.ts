import { describe, expect, it } from 'vitest';
import { definitions } from './schema/definitions.ts';
import type { SchemaNode } from './schema.ts';
import { schemaOf } from './schemaOf.ts';

/** Follows a path of field names; `[]` and `{}` step into the values of a list and a map. */
function at(path: string): SchemaNode {
  const [kind = '', ...steps] = path.split('.');
  let node: SchemaNode = schemaOf(kind);
  for (const step of steps) {
    if (node.type === 'list') node = node.items;
    if (node.type === 'map') node = node.values;
    if (node.type === 'object') node = node.fields[step] ?? { type: 'any', description: `${path}: no ${step}` };
  }
  return node;
}

describe('the schema of the kinds', () => {
  it.each([
    ['StatefulSet.spec.replicas', { type: 'integer', format: 'int32', keepsZero: true }],
    ['StatefulSet.spec.podManagementPolicy', { type: 'string', enum: ['OrderedReady', 'Parallel'] }],
    ['StatefulSet.spec.template.spec.containers', { type: 'list', mergeKey: 'name' }],
    ['StatefulSet.spec.template.spec.containers.ports', { mergeKey: 'containerPort', mapKeys: ['containerPort', 'protocol'] }],
    ['StatefulSet.spec.template.spec.containers.resources.limits', { type: 'map', values: { type: 'quantity' } }],
    ['StatefulSet.spec.template.spec.terminationGracePeriodSeconds', { type: 'integer', format: 'int64' }],
    ['StatefulSet.metadata.finalizers', { type: 'list', set: true }],
    ['StatefulSet.metadata.creationTimestamp', { type: 'time' }],
    ['Service.spec.ports.targetPort', { type: 'intOrString' }],
    ['Secret.data', { type: 'map', values: { type: 'string', format: 'byte' } }],
    ['EndpointSlice.ports.port', { type: 'integer' }],
    ['Lease.spec.renewTime', { type: 'microTime' }],
    ['ControllerRevision.data', { type: 'any' }],
  ])('knows %s', (path, facts) => {
    expect(at(path)).toMatchObject(facts);
  });

  it('replaces claim templates and commands whole', () => {
    expect(at('StatefulSet.spec.volumeClaimTemplates')).not.toHaveProperty('mergeKey');
    expect(at('Pod.spec.containers.command')).not.toHaveProperty('mergeKey');
  });

  it('says which fields must be there', () => {
    expect(schemaOf('StatefulSetSpec').required).toEqual(['selector', 'template']);
    expect(schemaOf('Container').required).toEqual(['name']);
  });

  it('holds no fields of later versions', () => {
    expect(schemaOf('PodSpec').fields).not.toHaveProperty('schedulingGroup');
  });

  it('names only definitions that exist', () => {
    const names = Object.keys(definitions);
    const leaves = names
      .flatMap((name) => Object.values(schemaOf(name).fields))
      .map((node) => (node.type === 'list' ? node.items : node.type === 'map' ? node.values : node));
    const used = leaves.flatMap((leaf) => (leaf.type === 'object' ? [leaf.definition ?? ''] : []));
    expect(used.filter((name) => definitions[name] === undefined)).toEqual([]);
    expect(names.length).toBeGreaterThan(300);
  });
});
