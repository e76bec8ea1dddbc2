import { expect, it } from 'vitest';
import { placeAt } from './placeAt.ts';

/** The place of the bar in a text, in one line: parents, then the name, then the value behind a colon. */
function placeOf(marked: string): string {
  const place = placeAt(marked.replace('‸', ''), marked.indexOf('‸'));
  if (place === undefined) return 'nowhere';
  const path = [...place.parents, place.key].join('.').replaceAll('.[]', '[]');
  return `${place.kind ?? '?'} ${path}${place.value === undefined ? '' : `=${place.value.text}`}`;
}

const HEAD = 'apiVersion: apps/v1\nkind: StatefulSet\n';

it.each([
  [`${HEAD}‸`, 'StatefulSet '],
  [`${HEAD}me‸`, 'StatefulSet me'],
  [`${HEAD}metadata:\n  na‸`, 'StatefulSet metadata.na'],
  [`${HEAD}spec:\n  replicas: 3‸`, 'StatefulSet spec.replicas=3'],
  [`${HEAD}spec:\n  podManagementPolicy: ‸\n  replicas: 1`, 'StatefulSet spec.podManagementPolicy='],
  [`${HEAD}spec:\n  template:\n    spec:\n      containers:\n      - ‸`, 'StatefulSet spec.template.spec.containers[].'],
  [`${HEAD}spec:\n  template:\n    spec:\n      containers:\n      - name: nginx\n        im‸`, 'StatefulSet spec.template.spec.containers[].im'],
  [`${HEAD}spec:\n  template:\n    spec:\n      containers:\n        - name: nginx\n          ports:\n            - contain‸`, 'StatefulSet spec.template.spec.containers[].ports[].contain'],
  [`${HEAD}spec:\n  template:\n    spec:\n      containers:\n      - name: a\n      - name: b\n        ports:\n        - containerPort: 80\n        ‸`, 'StatefulSet spec.template.spec.containers[].'],
  [`${HEAD}spec:\n  volumeClaimTemplates:\n  - metadata:\n      name: data\n    spec:\n      access‸`, 'StatefulSet spec.volumeClaimTemplates[].spec.access'],
  [`${HEAD}spec: # the wish\n  # a comment\n  serv‸`, 'StatefulSet spec.serv'],
  [`kind: Service\n---\n${HEAD}spec:\n  se‸\n---\nkind: Pod`, 'StatefulSet spec.se'],
  [`kind: ConfigMap\ndata:\n  run.sh: |\n    echo ‸`, 'nowhere'],
  [`kind: ConfigMap\n# da‸`, 'nowhere'],
  [`kind: Pod\nmetadata: {na‸`, 'nowhere'],
  [`apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    node‸\n- apiVersion: v1\n  kind: Service\n`, 'Pod spec.node'],
  [`apiVersion: v1\nkind: List\nitems:\n- kind: Pod\n- kind: Service\n  spec:\n    ports:\n    - po‸`, 'Service spec.ports[].po'],
  ['ki‸', '? ki'],
  ['kind: Sta‸', 'Sta kind=Sta'],
])('%#: knows where it is', (marked, place) => {
  expect(placeOf(marked)).toBe(place);
});

it('knows the names on the same level, above and below', () => {
  const text = `${HEAD}spec:\n  replicas: 1\n  \n  serviceName: web\nstatus: {}`;

  expect([...(placeAt(text, text.indexOf('\n  serviceName'))?.siblings ?? [])].sort()).toEqual(['replicas', 'serviceName']);
});
