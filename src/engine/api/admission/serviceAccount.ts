import type { KubeObject } from '../../kinds/object.ts';
import type { Container, Pod, PodSpec, Volume, VolumeMount } from '../../kinds/pod.ts';
import type { ServiceAccount } from '../../kinds/serviceAccount.ts';
import type { Backend } from '../backend.ts';
import { forbidden } from '../status.ts';
import type { AdmissionPlugin, AdmissionRequest } from './admission.ts';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const VOLUME_PREFIX = 'kube-api-access-';
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A pod runs as an account of its namespace, and finds that account's token mounted. k8s: plugin/pkg/admission/serviceaccount */
export function serviceAccount(backend: Backend): AdmissionPlugin {
  return {
    kinds: ['Pod'],
    mutate: (request) => (request.operation === 'CREATE' ? withAccount(backend, request) : request.object),
  };
}

function withAccount(backend: Backend, request: AdmissionRequest): Pod {
  const pod = request.object as Pod;
  const name = pod.spec.serviceAccountName ?? 'default';
  const account = accountNamed(backend, request, name);
  const spec: PodSpec = { ...pod.spec, serviceAccountName: name, serviceAccount: name };
  const mounts = spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;
  return { ...pod, spec: mounts ? withToken(spec, backend) : spec };
}

type Account = ServiceAccount & { readonly automountServiceAccountToken?: boolean };

function accountNamed(backend: Backend, { kind, object }: AdmissionRequest, name: string): Account | undefined {
  const { namespace = '' } = object.metadata;
  const account: KubeObject | undefined = backend.store.get('ServiceAccount', namespace, name);
  // simplified: the account default is taken to be there, since nothing but a race can miss it.
  if (account === undefined && name !== 'default' && backend.kind('ServiceAccount') !== undefined) {
    throw forbidden(kind, object.metadata.name, `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`);
  }
  return account as Account | undefined;
}

function withToken(spec: PodSpec, backend: Backend): PodSpec {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  if (containers.every(hasTokenMount)) return spec;
  const present = spec.volumes?.find(({ name }) => name.startsWith(VOLUME_PREFIX));
  const name = present?.name ?? `${VOLUME_PREFIX}${backend.random.text(5, NAME_ALPHABET)}`;
  const mount: VolumeMount = { name, mountPath: MOUNT_PATH, readOnly: true };
  const mounted = (container: Container): Container =>
    hasTokenMount(container) ? container : { ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] };
  return {
    ...spec,
    ...(present === undefined ? { volumes: [...(spec.volumes ?? []), tokenVolume(name)] } : {}),
    containers: spec.containers.map(mounted),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(mounted) }),
  };
}

function hasTokenMount({ volumeMounts = [] }: Container): boolean {
  return volumeMounts.some(({ mountPath }) => mountPath === MOUNT_PATH);
}

function tokenVolume(name: string): Volume {
  return { name, projected: TOKEN_SOURCES };
}

const TOKEN_SOURCES: NonNullable<Volume['projected']> = {
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
    { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
  ],
  defaultMode: 420,
};
