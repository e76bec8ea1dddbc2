import type { PodModel } from './podModel.ts';
import type { ServiceModel } from './serviceModel.ts';

/** What DNS says about one ordinal's name now. */
export type NameState =
  /** An address comes back. */
  | 'answers'
  /** There is a pod, and its name does not answer yet or any more. */
  | 'silent'
  /** Nobody has the name. */
  | 'none'
  /** The governing Service does not exist or is not headless, so nobody gets a name. */
  | 'noService'
  /** The DNS server itself is down. */
  | 'down';

export interface NameModel {
  readonly id: string;
  /** `web-0.nginx`. */
  readonly label: string;
  /** The whole name, without the dot at its end. */
  readonly fqdn: string;
  readonly state: NameState;
  readonly ip: string | undefined;
  /** The address that the name had while the pod before this one lived. */
  readonly previousIp: string | undefined;
}

export interface NameContext {
  readonly namespace: string;
  readonly serviceName: string;
  readonly service: ServiceModel | undefined;
  readonly domain: string;
  readonly isDnsRunning: boolean;
}

/** k8s: a pod gets a record when hostname and subdomain are set and the Service of that subdomain has it as an endpoint. */
export function nameModel(podName: string, pod: PodModel | undefined, context: NameContext): NameModel {
  const { namespace, serviceName, service, domain } = context;
  const endpoint = service?.namedPods.get(podName);
  const state = stateOf(endpoint !== undefined, pod !== undefined, context);
  const ip = endpoint?.addresses[0];
  const known = pod === undefined ? undefined : models.get(pod);
  if (known?.serviceName === serviceName && known.model.state === state && known.model.ip === ip) return known.model;
  const model: NameModel = {
    id: `name/${namespace}/${podName}`,
    label: serviceName === '' ? podName : `${podName}.${serviceName}`,
    fqdn: `${podName}.${serviceName === '' ? '' : `${serviceName}.`}${namespace}.svc.${domain}`,
    state,
    ip,
    previousIp: pod?.previous?.ip,
  };
  if (pod !== undefined) models.set(pod, { serviceName, model });
  return model;
}

/** The name of the same pod under the same circumstances is the same object. A pod belongs to one cluster, and so to one domain. */
const models = new WeakMap<PodModel, { readonly serviceName: string; readonly model: NameModel }>();

export function namespaceOf({ id }: NameModel): string {
  return id.split('/')[1] ?? '';
}

function stateOf(hasEndpoint: boolean, hasPod: boolean, { service, isDnsRunning }: NameContext): NameState {
  if (service === undefined || service.kind === 'external') return 'noService';
  if (!isDnsRunning) return 'down';
  if (hasEndpoint) return 'answers';
  return hasPod ? 'silent' : 'none';
}
