import { describe, expect, it } from 'vitest';
import { givenKubectl } from '../givenKubectl.ts';
import { contentDigest } from './digest.ts';

const WEB = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: c
        image: nginx:1.25
        env: [{name: P, valueFrom: {secretKeyRef: {name: pass, key: password}}}]
`;

const build = (files: Readonly<Record<string, string>>, directory = '.') => givenKubectl({ files }).say(`kustomize ${directory}`);

it('digests a Secret with its name, as create --append-hash does, and without it in a kustomization', () => {
  expect(contentDigest({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'mysql-pass' }, type: 'Opaque', data: { password: 'WU9VUl9QQVNTV09SRA==' } })).toBe('c57bb4t7mf');
  expect(build({ 'kustomization.yaml': 'secretGenerator:\n- name: mysql-pass\n  literals: [password=YOUR_PASSWORD]\n' })).toContain('name: mysql-pass-5m26tmdb5k\n');
});

describe('build', () => {
  it('generates, renames, labels and patches, and every reference follows', () => {
    const text = build({
      'web.yaml': WEB,
      'kustomization.yaml': `namePrefix: dev-
labels:
- pairs: {team: a}
  includeSelectors: true
secretGenerator:
- name: pass
  literals: [password=YOUR_PASSWORD]
images:
- {name: nginx, newTag: "1.26"}
replicas:
- {name: web, count: 4}
resources: [web.yaml]
patches:
- target: {kind: StatefulSet}
  patch: |-
    - op: add
      path: /metadata/annotations
      value: {a: b}
`,
    });
    expect(text).toBe(`apiVersion: v1
data:
  password: WU9VUl9QQVNTV09SRA==
kind: Secret
metadata:
  labels:
    team: a
  name: dev-pass-5m26tmdb5k
type: Opaque
---
apiVersion: v1
kind: Service
metadata:
  labels:
    team: a
  name: dev-web
spec:
  clusterIP: None
  ports:
  - port: 80
  selector:
    app: web
    team: a
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  annotations:
    a: b
  labels:
    team: a
  name: dev-web
spec:
  replicas: 4
  selector:
    matchLabels:
      app: web
      team: a
  serviceName: dev-web
  template:
    metadata:
      labels:
        app: web
        team: a
    spec:
      containers:
      - env:
        - name: P
          valueFrom:
            secretKeyRef:
              key: password
              name: dev-pass-5m26tmdb5k
        image: nginx:1.26
        name: c
`);
  });

  it('builds on the kustomization of another directory', () => {
    const text = build({
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'base/web.yaml': WEB,
      'prod/kustomization.yaml': 'namespace: prod\nresources: [../base]\npatches:\n- patch: |-\n    kind: StatefulSet\n    apiVersion: apps/v1\n    metadata: {name: web}\n    spec: {replicas: 5}\n',
    }, 'prod');
    expect(text.match(/ {2}(namespace|replicas): .*/g)).toEqual(['  namespace: prod', '  namespace: prod', '  replicas: 5']);
  });

  it('fills ConfigMaps from files and env files', () => {
    const text = build({
      'kustomization.yaml': 'generatorOptions: {disableNameSuffixHash: true}\nconfigMapGenerator:\n- name: conf\n  files: [app.properties, other=x.txt]\n  envs: [e.env]\n',
      'app.properties': 'a=1\n', 'x.txt': 'x', 'e.env': '# a comment\nK=v=w\n',
    });
    expect(text).toBe('apiVersion: v1\ndata:\n  K: v=w\n  app.properties: |\n    a=1\n  other: x\nkind: ConfigMap\nmetadata:\n  name: conf\n');
  });

  it('creates and deletes what it builds', () => {
    const { say } = givenKubectl({ files: { 'kustomization.yaml': 'resources: [web.yaml]\n', 'web.yaml': WEB } });
    expect(say('apply -k ./')).toBe('service/web created\nstatefulset.apps/web created\n');
    expect(say('delete -k ./')).toBe('service "web" deleted from default namespace\nstatefulset.apps "web" deleted from default namespace\n');
  });
});

describe('what is wrong', () => {
  it.each([
    ['no kustomization', {}, "error: unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '/root'\n[exit 1]\n"],
    ['a word that is none', { 'kustomization.yaml': 'resourcess: []\n' }, 'error: invalid Kustomization: json: unknown field "resourcess"\n[exit 1]\n'],
    ['nothing in it', { 'kustomization.yaml': '\n' }, 'error: kustomization.yaml is empty\n[exit 1]\n'],
    [
      'a file that is not there',
      { 'kustomization.yaml': 'resources: [a.yaml]\n' },
      "error: accumulating resources: accumulation err='accumulating resources from 'a.yaml': open /root/a.yaml: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '/root/a.yaml' : lstat /root/a.yaml: no such file or directory\n[exit 1]\n",
    ],
    [
      'a patch for nobody',
      { 'kustomization.yaml': 'resources: [web.yaml]\npatches:\n- patch: "{apiVersion: v1, kind: Service, metadata: {name: x}}"\n', 'web.yaml': WEB },
      'error: no resource matches strategic merge patch "Service.v1.[noGrp]/x.[noNs]": no matches for Id Service.v1.[noGrp]/x.[noNs]; failed to find unique target for patch Service.v1.[noGrp]/x.[noNs]\n[exit 1]\n',
    ],
  ])('%s', (_, files, wanted) => {
    expect(build(files)).toBe(wanted);
  });

  it('warns of words of old', () => {
    const { run } = givenKubectl({ files: { 'kustomization.yaml': 'commonLabels: {a: b}\nresources: [web.yaml]\n', 'web.yaml': WEB } });
    expect(run('kustomize').stderr).toBe("# Warning: 'commonLabels' is deprecated. Please use 'labels' instead. Run 'kustomize edit fix' to update your Kustomization automatically.\n");
  });
});
