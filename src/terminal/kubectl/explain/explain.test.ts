import { beforeAll, describe, expect, it } from 'vitest';
import { givenKubectl } from '../givenKubectl.ts';
import { explainTexts } from './texts.ts';

const say = (line: string) => givenKubectl().say(`explain ${line}`);

describe('explain', () => {
  beforeAll(() => {
    const shown = { '': 'What a set is.', replicas: 'replicas is the desired number of replicas of the given Template. These are replicas in the sense that they are instantiations of the same Template.' };
    // Definitions go by their key in the schema, whichever it is.
    explainTexts.provide(new Proxy({}, { get: () => shown }));
  });

  it('shows a field with its type and its text, wrapped and indented', () => {
    expect(say('sts.spec.replicas')).toBe(`GROUP:      apps
KIND:       StatefulSet
VERSION:    v1

FIELD: replicas <integer>


DESCRIPTION:
    replicas is the desired number of replicas of the given Template. These are
    replicas in the sense that they are instantiations of the same Template.
    

`);
  });

  it('lists the fields of a type, names and types only when told', () => {
    expect(say('sts')).toMatch(/^GROUP: {6}apps\nKIND: {7}StatefulSet\nVERSION: {4}v1\n\nDESCRIPTION:\n {4}What a set is\.\n {4}\nFIELDS:\n {2}apiVersion\t<string>\n/);
    expect(say('sts.spec.updateStrategy --recursive')).toContain('FIELDS:\n  rollingUpdate\t<RollingUpdateStatefulSetStrategy>\n    maxUnavailable\t<IntOrString>\n    partition\t<integer>\n  type\t<string>\n');
  });

  it.each([
    ['sts.spec.foo', 'GROUP:      apps\nKIND:       StatefulSet\nVERSION:    v1\n\nerror: field "foo" does not exist\n[exit 1]\n'],
    ['foo', 'the server doesn\'t have a resource type "foo"\n[exit 1]\n'],
    ['', 'error: You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n[exit 1]\n'],
  ])('cannot explain "%s"', (what, wanted) => {
    expect(say(what)).toBe(wanted);
  });
});
