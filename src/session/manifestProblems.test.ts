import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { labProfile } from '#engine/profiles/lab.ts';
import { upstreamProfile } from '#engine/profiles/upstream.ts';
import { manifestProblems, pathOf } from './manifestProblems.ts';

const problemsOf = (text: string) => parseAllDocuments(text).flatMap((document) => manifestProblems(document.toJS(), labProfile.gates));

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
      - name: nginx
        image: nginx:1.27
`;

describe('a manifest', () => {
  const manifests = [labProfile, upstreamProfile].flatMap(({ hostFiles }) => Object.entries(hostFiles)).filter(([path]) => /\.ya?ml$/.test(path));

  it.each(manifests)('of the lab has no error: %s', (_path, text) => {
    expect(problemsOf(text).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([
    [SET.replace('serviceName', 'servicename'), ['spec', 'servicename'], 'strict decoding error: unknown field "spec.servicename"'],
    [SET.replace('spec:\n  ser', 'spec:\n  replicas: "3"\n  ser'), ['spec', 'replicas'], 'json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32'],
    [SET.replace('spec:\n  ser', 'spec:\n  replicas: -1\n  ser'), ['spec', 'replicas'], 'spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    [SET.replace('{app: web}\n  t', '{app: api}\n  t'), ['spec', 'template', 'metadata', 'labels'], 'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`'],
    [SET.replace('        image: nginx:1.27\n', '        imagePullPolicy: Sometimes\n        image: nginx:1.27\n'), ['spec', 'template', 'spec', 'containers', 0, 'imagePullPolicy'], 'spec.template.spec.containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"'],
    [SET.replace('- name: nginx\n', '- {}\n').replace('        image: nginx:1.27\n', ''), ['spec', 'template', 'spec', 'containers', 0, 'name'], 'spec.template.spec.containers[0].name: Required value'],
    [SET.replace('kind: StatefulSet', 'kind: Statefulset'), ['kind'], 'no matches for kind "Statefulset" in version "apps/v1"'],
    [SET.replace('apps/v1', 'apps/v1beta1'), ['kind'], 'no matches for kind "StatefulSet" in version "apps/v1beta1"'],
    ['metadata: {}\nkind: Pod\n', ['apiVersion'], 'apiVersion not set'],
    ['just text\n', [], 'invalid object to validate'],
  ])('%#: names the field and says what the server says', (text, path, message) => {
    expect(problemsOf(text)[0]).toMatchObject({ path, message, severity: 'error' });
  });

  it('is judged inside of a List too', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: b}\n  dta: {}\n`;

    expect(problemsOf(list).map(({ path }) => path)).toEqual([['items', 1, 'dta']]);
  });

  it('that is old-fashioned gets a warning where it is', () => {
    const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\n  annotations: {volume.beta.kubernetes.io/storage-class: nfs}\nspec:\n  accessModes: [ReadWriteOnce]\n  resources: {requests: {storage: 1Gi}}\n';
    const [found] = problemsOf(claim);

    expect(found).toMatchObject({ severity: 'warning', path: ['metadata', 'annotations', 'volume.beta.kubernetes.io/storage-class'] });
  });
});

it.each([
  ['spec.containers[0].name', ['spec', 'containers', 0, 'name']],
  ['metadata.annotations[a.b/c]', ['metadata', 'annotations', 'a.b/c']],
  ['', []],
])('reads the field %s as %o', (field, path) => {
  expect(pathOf(field)).toEqual(path);
});
