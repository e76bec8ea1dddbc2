import { describe, expect, it } from 'vitest';
import { anObject, aSet, givenServer, refusalOf } from './givenServer.ts';

const PREFIX = 'BadRequest: StatefulSet in version "v1" cannot be handled as a StatefulSet: ';

/** The answer to a set whose container is completed with these fields. */
function refusalOfContainer(container: Record<string, unknown>): string {
  const { user } = givenServer();
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.25', ...container }] } };
  return refusalOf(() => user.create(aSet({ template })));
}

function refusalOfSpec(spec: Record<string, unknown>): string {
  const { user } = givenServer();
  return refusalOf(() => user.create(aSet(spec)));
}

describe('strict decoding', () => {
  it.each([
    [{ replica: 3 }, 'strict decoding error: unknown field "spec.replica"'],
    [{ Replicas: 3 }, 'strict decoding error: unknown field "spec.Replicas"'],
    [{ zebra: 1, ant: 2 }, 'strict decoding error: unknown field "spec.ant", unknown field "spec.zebra"'],
  ])('refuses the unknown fields of %j', (spec, refusal) => {
    expect(refusalOfSpec(spec)).toBe(PREFIX + refusal);
  });

  it('shows the place of an unknown field in a list', () => {
    expect(refusalOfContainer({ namee: 'x' })).toBe(`${PREFIX}strict decoding error: unknown field "spec.template.spec.containers[0].namee"`);
  });

  it('only warns when it is asked to, and drops the field', () => {
    const { user } = givenServer();
    const warnings: string[] = [];

    const set = user.create(aSet({ replica: 3 }), { fieldValidation: 'Warn', onWarning: (text) => warnings.push(text) });

    expect(warnings).toEqual(['unknown field "spec.replica"']);
    expect(set).not.toHaveProperty('spec.replica');
  });

  it('says nothing when it is told to ignore', () => {
    const { user } = givenServer();
    const warnings: string[] = [];

    user.create(aSet({ replica: 3 }), { fieldValidation: 'Ignore', onWarning: (text) => warnings.push(text) });

    expect(warnings).toEqual([]);
  });

  it('lets controllers write without it', () => {
    const { api } = givenServer();

    expect(refusalOf(() => api.create(aSet({ replica: 3 })))).toBe('');
  });
});

describe('types', () => {
  it.each([
    [{ replicas: '3' }, 'json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32'],
    [{ replicas: 1.5 }, 'json: cannot unmarshal number 1.5 into Go struct field StatefulSetSpec.spec.replicas of type int32'],
    [{ replicas: 99_999_999_999 }, 'json: cannot unmarshal number 99999999999 into Go struct field StatefulSetSpec.spec.replicas of type int32'],
    [{ serviceName: 5 }, 'json: cannot unmarshal number into Go struct field StatefulSetSpec.spec.serviceName of type string'],
    [{ selector: { matchLabels: { app: true } } }, 'json: cannot unmarshal bool into Go struct field LabelSelector.spec.selector.matchLabels of type string'],
    [{ selector: [] }, 'json: cannot unmarshal array into Go struct field StatefulSetSpec.spec.selector of type v1.LabelSelector'],
    [{ volumeClaimTemplates: { a: 1 } }, 'json: cannot unmarshal object into Go struct field StatefulSetSpec.spec.volumeClaimTemplates of type []v1.PersistentVolumeClaim'],
  ])('of %j are refused as Go does', (spec, refusal) => {
    expect(refusalOfSpec(spec)).toBe(PREFIX + refusal);
  });

  it.each([
    [{ image: { a: 1 } }, 'json: cannot unmarshal object into Go struct field Container.spec.template.spec.containers.image of type string'],
    [{ imagePullPolicy: 1 }, 'json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.imagePullPolicy of type v1.PullPolicy'],
    [{ command: 'sleep' }, 'json: cannot unmarshal string into Go struct field Container.spec.template.spec.containers.command of type []string'],
    [{ command: ['sleep', 5] }, 'json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.command of type string'],
    [{ ports: [{ containerPort: '80' }] }, 'json: cannot unmarshal string into Go struct field ContainerPort.spec.template.spec.containers.ports.containerPort of type int32'],
    [{ tty: 'yes' }, 'json: cannot unmarshal string into Go struct field Container.spec.template.spec.containers.tty of type bool'],
    [
      { readinessProbe: { httpGet: { port: true } } },
      'json: cannot unmarshal bool into Go struct field HTTPGetAction.spec.template.spec.containers.readinessProbe.httpGet.port of type int32',
    ],
    [
      { resources: { requests: { cpu: '1x' } } },
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    ],
    [{ resources: { requests: { memory: '1mi' } } }, "unable to parse quantity's suffix"],
  ])('of a container with %j are refused as Go does', (container, refusal) => {
    expect(refusalOfContainer(container)).toBe(PREFIX + refusal);
  });

  it('reports one wrong type, and no unknown field besides it', () => {
    expect(refusalOfSpec({ minReadySeconds: 'a', replicas: 'b', unknown: 1 })).toBe(
      `${PREFIX}json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.minReadySeconds of type int32`,
    );
  });

  it('takes numbers for quantities, and either for a port', () => {
    expect(refusalOfContainer({ resources: { requests: { cpu: 1.5 } }, readinessProbe: { tcpSocket: { port: 'http' } }, ports: [{ name: 'http', containerPort: 80 }] })).toBe('');
  });

  it.each([
    ['not base64!', 'illegal base64 data at input byte 3'],
    ['abc', 'illegal base64 data at input byte 0'],
    ['dGVzdA', 'illegal base64 data at input byte 4'],
    ['dGVzdA=', 'illegal base64 data at input byte 7'],
    ['dG=zdA==', 'illegal base64 data at input byte 2'],
    ['dGVzdA==x', 'illegal base64 data at input byte 8'],
  ])('reads %j of a Secret as Go does', (text, complaint) => {
    const { user } = givenServer();
    const secret = anObject({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'default' }, data: { a: text } });

    expect(refusalOf(() => user.create(secret))).toBe(`BadRequest: Secret in version "v1" cannot be handled as a Secret: ${complaint}`);
  });

  it('takes base64 that is broken into lines', () => {
    const { user } = givenServer();
    const secret = anObject({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'default' }, data: { a: 'dGVz\ndA==\n' } });

    expect(refusalOf(() => user.create(secret))).toBe('');
  });

  it('refuses a kind with wrong capitals', () => {
    const { user } = givenServer();

    expect(refusalOf(() => user.create({ ...aSet(), kind: 'statefulset' }))).toBe(
      'BadRequest: statefulset in version "v1" cannot be handled as a StatefulSet: no kind "statefulset" is registered for version "apps/v1" in scheme "pkg/api/legacyscheme/scheme.go:30"',
    );
  });

  it('drops nulls and what says nothing', () => {
    const { user } = givenServer();

    const set = user.create(aSet({ minReadySeconds: 0, ordinals: null }));

    expect(set).not.toHaveProperty('spec.ordinals');
    expect(set).not.toHaveProperty('spec.minReadySeconds');
  });
});
