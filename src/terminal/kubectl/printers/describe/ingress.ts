import type { Ingress } from '#engine/kinds/ingress.ts';
import { byCodeUnit } from '../json.ts';
import { writeOwnEvents, type DescribeContext, type Describer } from './describer.ts';
import { endpointsText, slicesOf } from './endpointsText.ts';
import { writeAnnotations, writePairs, type Layout } from './layout.ts';

type Backend = NonNullable<Ingress['spec']['defaultBackend']>;

/** k8s: describe describeIngressV1 */
export const describeIngress: Describer<Ingress> = (layout, ingress, context) => {
  const { metadata, spec, status } = ingress;
  const namespace = metadata.namespace ?? '';
  const addresses = (status.loadBalancer?.ingress ?? []).map(({ ip = '', hostname = '' }) => (ip === '' ? hostname : ip));
  const fallback = spec.defaultBackend === undefined ? '<default>' : backendText(context, namespace, spec.defaultBackend);
  layout.write(0, `Name:\t${metadata.name}`);
  writePairs(layout, 'Labels', metadata.labels);
  layout.write(0, `Namespace:\t${namespace}`);
  layout.write(0, `Address:\t${[...new Set(addresses)].filter((address) => address !== '').toSorted(byCodeUnit).join(',')}`);
  layout.write(0, `Ingress Class:\t${spec.ingressClassName ?? '<none>'}`);
  layout.write(0, `Default backend:\t${fallback}`);
  writeTls(layout, ingress);
  writeRules(layout, ingress, fallback, (backend) => backendText(context, namespace, backend));
  writeAnnotations(layout, 'Annotations', metadata.annotations);
  writeOwnEvents(layout, context);
};

function writeTls(layout: Layout, { spec: { tls = [] } }: Ingress): void {
  if (tls.length > 0) layout.write(0, 'TLS:');
  for (const { hosts = [], secretName = '' } of tls) layout.write(1, secretName === '' ? `SNI routes ${hosts.join(',')}` : `${secretName} terminates ${hosts.join(',')}`);
}

function writeRules(layout: Layout, { spec: { rules = [] } }: Ingress, fallback: string, textOf: (backend: Backend) => string): void {
  layout.write(0, 'Rules:');
  layout.write(1, 'Host\tPath\tBackends');
  layout.write(1, '----\t----\t--------');
  const routes = rules.filter(({ http }) => http !== undefined);
  if (routes.length === 0) layout.write(1, `*\t*\t${fallback}`);
  for (const { host = '', http } of routes) {
    layout.write(1, `${host === '' ? '*' : host}\t`);
    for (const { path = '', backend } of http?.paths ?? []) layout.write(2, `\t${path} \t${textOf(backend)}`);
  }
}

/** `web:80 (10.244.1.2:80)`, or why the Service cannot be shown. */
function backendText({ api }: DescribeContext, namespace: string, { service }: Backend): string {
  if (service === undefined) return '';
  const { name, port } = service;
  const shown = `${name}:${port?.number ?? port?.name ?? ''}`;
  const found = api.get('Service', namespace, name);
  if (found === undefined) return `${shown} (<error: services "${name}" not found>)`;
  const behind = (found.spec.ports ?? []).find((each) => each.port === port?.number || (port?.name !== undefined && each.name === port.name));
  return `${shown} (${endpointsText(slicesOf(api, namespace, name), behind?.name ?? '')})`;
}
