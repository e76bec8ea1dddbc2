import { labelsText } from '#engine/kinds/labelSelector.ts';
import type { Service, ServicePort } from '#engine/kinds/service.ts';
import { listAt, textAt, valueAt } from '../values.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { endpointsText, slicesOf } from './endpointsText.ts';
import { writeHeading } from './heading.ts';
import type { Layout } from './layout.ts';

/** k8s: describe describeService */
export const describeService: Describer<Service> = (layout, service, context) => {
  const { spec } = service;
  writeHeading(layout, service);
  layout.write(0, `Selector:\t${labelsText(spec.selector)}`);
  layout.write(0, `Type:\t${spec.type ?? ''}`);
  writeAddresses(layout, service);
  const slices = slicesOf(context.api, service.metadata.namespace ?? '', service.metadata.name);
  for (const port of spec.ports ?? []) writePort(layout, port, endpointsText(slices, port.name ?? ''));
  layout.write(0, `Session Affinity:\t${spec.sessionAffinity ?? ''}`);
  if ((spec.externalTrafficPolicy ?? '') !== '') layout.write(0, `External Traffic Policy:\t${spec.externalTrafficPolicy ?? ''}`);
  if (spec.internalTrafficPolicy !== undefined) layout.write(0, `Internal Traffic Policy:\t${spec.internalTrafficPolicy}`);
  writeRest(layout, service);
  writeOwnEvents(layout, context);
};

function writeAddresses(layout: Layout, { spec, status }: Service): void {
  if (spec.ipFamilyPolicy !== undefined) layout.write(0, `IP Family Policy:\t${spec.ipFamilyPolicy}`);
  layout.write(0, `IP Families:\t${joined(spec.ipFamilies)}`);
  layout.write(0, `IP:\t${spec.clusterIP ?? ''}`);
  layout.write(0, `IPs:\t${joined(spec.clusterIPs)}`);
  if ((spec.externalIPs ?? []).length > 0) layout.write(0, `External IPs:\t${joined(spec.externalIPs)}`);
  if ((spec.loadBalancerIP ?? '') !== '') layout.write(0, `Desired LoadBalancer IP:\t${spec.loadBalancerIP ?? ''}`);
  if ((spec.externalName ?? '') !== '') layout.write(0, `External Name:\t${spec.externalName ?? ''}`);
  const ingress = listAt(status, 'loadBalancer', 'ingress').map(ingressText).join(', ');
  if (ingress !== '') layout.write(0, `LoadBalancer Ingress:\t${ingress}`);
}

function joined(texts: readonly string[] | undefined): string {
  return texts === undefined || texts.length === 0 ? '<none>' : texts.join(',');
}

function ingressText(ingress: unknown): string {
  const ip = textAt(ingress, 'ip');
  if (ip === '') return textAt(ingress, 'hostname');
  const mode = textAt(ingress, 'ipMode');
  return mode === '' ? ip : `${ip} (${mode})`;
}

function writePort(layout: Layout, { name = '', port, protocol = '', targetPort, nodePort }: ServicePort, endpoints: string): void {
  const shown = name === '' ? '<unset>' : name;
  layout.write(0, `Port:\t${shown}\t${port}/${protocol}`);
  layout.write(0, `TargetPort:\t${targetPort ?? 0}/${protocol}`);
  if (nodePort !== undefined && nodePort !== 0) layout.write(0, `NodePort:\t${shown}\t${nodePort}/${protocol}`);
  layout.write(0, `Endpoints:\t${endpoints}`);
}

function writeRest(layout: Layout, { spec }: Service): void {
  const health = valueAt(spec, 'healthCheckNodePort');
  if (typeof health === 'number' && health !== 0) layout.write(0, `HealthCheck NodePort:\t${health}`);
  const ranges = listAt(spec, 'loadBalancerSourceRanges');
  if (ranges.length > 0) layout.write(0, `LoadBalancer Source Ranges:\t${ranges.join(',')}`);
  const distribution = textAt(spec, 'trafficDistribution');
  if (distribution !== '') layout.write(0, `Traffic Distribution:\t${distribution}`);
}
