import type { Api } from '#engine/api/api.ts';
import type { Kind } from '#engine/kinds/kind.ts';

/** One resource type that the API server lists. */
export interface Resource {
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
}

/** The types of the API server in the order of `kubectl api-resources`, and the ways to name them. */
export interface Discovery {
  readonly all: readonly Resource[];
  /** What a word means: plural, singular or kind in any case, a short name as it stands; `sts.v1.apps` forms too. */
  find(word: string): Resource | undefined;
  /** The type of a manifest. */
  ofKind(kind: string, group: string): Resource | undefined;
  /** The types of a category such as `all`. */
  category(name: string): readonly Resource[];
}

const ALL_VERBS = 'create,delete,deletecollection,get,list,patch,update,watch';

/**
 * plural | short names | group/version | scope (n or c) | kind | verbs where they differ | categories.
 * simplified: types that the cluster does not keep are listed and always empty.
 */
const TABLE = `
bindings||v1|n|Binding|create|
componentstatuses|cs|v1|c|ComponentStatus|get,list|
configmaps|cm|v1|n|ConfigMap||
endpoints|ep|v1|n|Endpoints||
events|ev|v1|n|Event||
limitranges|limits|v1|n|LimitRange||
namespaces|ns|v1|c|Namespace|create,delete,get,list,patch,update,watch|
nodes|no|v1|c|Node||
persistentvolumeclaims|pvc|v1|n|PersistentVolumeClaim||
persistentvolumes|pv|v1|c|PersistentVolume||
pods|po|v1|n|Pod||all
podtemplates||v1|n|PodTemplate||
replicationcontrollers|rc|v1|n|ReplicationController||all
resourcequotas|quota|v1|n|ResourceQuota||
secrets||v1|n|Secret||
serviceaccounts|sa|v1|n|ServiceAccount||
services|svc|v1|n|Service||all
mutatingwebhookconfigurations||admissionregistration.k8s.io/v1|c|MutatingWebhookConfiguration||api-extensions
validatingadmissionpolicies||admissionregistration.k8s.io/v1|c|ValidatingAdmissionPolicy||api-extensions
validatingadmissionpolicybindings||admissionregistration.k8s.io/v1|c|ValidatingAdmissionPolicyBinding||api-extensions
validatingwebhookconfigurations||admissionregistration.k8s.io/v1|c|ValidatingWebhookConfiguration||api-extensions
customresourcedefinitions|crd,crds|apiextensions.k8s.io/v1|c|CustomResourceDefinition||api-extensions
apiservices||apiregistration.k8s.io/v1|c|APIService||api-extensions
controllerrevisions||apps/v1|n|ControllerRevision||
daemonsets|ds|apps/v1|n|DaemonSet||all
deployments|deploy|apps/v1|n|Deployment||all
replicasets|rs|apps/v1|n|ReplicaSet||all
statefulsets|sts|apps/v1|n|StatefulSet||all
selfsubjectreviews||authentication.k8s.io/v1|c|SelfSubjectReview|create|
tokenreviews||authentication.k8s.io/v1|c|TokenReview|create|
localsubjectaccessreviews||authorization.k8s.io/v1|n|LocalSubjectAccessReview|create|
selfsubjectaccessreviews||authorization.k8s.io/v1|c|SelfSubjectAccessReview|create|
selfsubjectrulesreviews||authorization.k8s.io/v1|c|SelfSubjectRulesReview|create|
subjectaccessreviews||authorization.k8s.io/v1|c|SubjectAccessReview|create|
horizontalpodautoscalers|hpa|autoscaling/v2|n|HorizontalPodAutoscaler||all
cronjobs|cj|batch/v1|n|CronJob||all
jobs||batch/v1|n|Job||all
certificatesigningrequests|csr|certificates.k8s.io/v1|c|CertificateSigningRequest||
leases||coordination.k8s.io/v1|n|Lease||
endpointslices||discovery.k8s.io/v1|n|EndpointSlice||
events|ev|events.k8s.io/v1|n|Event||
flowschemas||flowcontrol.apiserver.k8s.io/v1|c|FlowSchema||
prioritylevelconfigurations||flowcontrol.apiserver.k8s.io/v1|c|PriorityLevelConfiguration||
ingressclasses||networking.k8s.io/v1|c|IngressClass||
ingresses|ing|networking.k8s.io/v1|n|Ingress||
ipaddresses|ip|networking.k8s.io/v1|c|IPAddress||
networkpolicies|netpol|networking.k8s.io/v1|n|NetworkPolicy||
servicecidrs||networking.k8s.io/v1|c|ServiceCIDR||
runtimeclasses||node.k8s.io/v1|c|RuntimeClass||
poddisruptionbudgets|pdb|policy/v1|n|PodDisruptionBudget||
clusterrolebindings||rbac.authorization.k8s.io/v1|c|ClusterRoleBinding||
clusterroles||rbac.authorization.k8s.io/v1|c|ClusterRole||
rolebindings||rbac.authorization.k8s.io/v1|n|RoleBinding||
roles||rbac.authorization.k8s.io/v1|n|Role||
deviceclasses||resource.k8s.io/v1|c|DeviceClass||
resourceclaims||resource.k8s.io/v1|n|ResourceClaim||
resourceclaimtemplates||resource.k8s.io/v1|n|ResourceClaimTemplate||
resourceslices||resource.k8s.io/v1|c|ResourceSlice||
priorityclasses|pc|scheduling.k8s.io/v1|c|PriorityClass||
csidrivers||storage.k8s.io/v1|c|CSIDriver||
csinodes||storage.k8s.io/v1|c|CSINode||
csistoragecapacities||storage.k8s.io/v1|n|CSIStorageCapacity||
storageclasses|sc|storage.k8s.io/v1|c|StorageClass||
volumeattachments||storage.k8s.io/v1|c|VolumeAttachment||
volumeattributesclasses|vac|storage.k8s.io/v1|c|VolumeAttributesClass||
`;

const STATIC: readonly Resource[] = TABLE.trim().split('\n').map(readRow);

function readRow(row: string): Resource {
  const [plural = '', short = '', groupVersion = '', scope = '', kind = '', verbs = '', categories = ''] = row.split('|');
  const slash = groupVersion.indexOf('/');
  return {
    plural,
    singular: kind.toLowerCase(),
    shortNames: short === '' ? [] : short.split(','),
    group: slash < 0 ? '' : groupVersion.slice(0, slash),
    version: groupVersion.slice(slash + 1),
    kind,
    namespaced: scope === 'n',
    categories: categories === '' ? [] : categories.split(','),
    verbs: (verbs === '' ? ALL_VERBS : verbs).split(','),
  };
}

/** What the API server tells of its types: those of the real one, and any the cluster adds. */
export function createDiscovery(api: Api): Discovery {
  const known = new Set(STATIC.map((resource) => `${resource.group}/${resource.kind}`));
  const added = api.kinds().filter((kind) => !known.has(`${kind.group}/${kind.kind}`)).map(ofDefinition);
  const all = added.length === 0 ? STATIC : [...STATIC, ...added];
  return {
    all,
    find: (word) => findResource(all, word),
    ofKind: (kind, group) => all.find((resource) => resource.kind === kind && resource.group === group),
    category: (name) => all.filter((resource) => resource.categories.includes(name)),
  };
}

function ofDefinition(kind: Kind): Resource {
  return { ...pick(kind), verbs: ALL_VERBS.split(',') };
}

function pick(kind: Kind): Omit<Resource, 'verbs'> {
  const { plural, singular, shortNames, group, version, namespaced, categories } = kind;
  return { plural, singular, shortNames, group, version, kind: kind.kind, namespaced, categories };
}

/** k8s: resource builder mappingFor, with the shortcut expander. Tries `TYPE.VERSION.GROUP`, then `TYPE.GROUP`, then `TYPE`. */
function findResource(all: readonly Resource[], word: string): Resource | undefined {
  const [type = '', second, ...rest] = word.split('.');
  if (second !== undefined && rest.length > 0) {
    // A version that is not served does not matter as long as the group is.
    const exact = match(all, type, rest.join('.'), second) ?? match(all, type, rest.join('.'), undefined);
    if (exact !== undefined) return exact;
  }
  if (second === undefined) return match(all, type, undefined, undefined);
  return match(all, type, [second, ...rest].join('.'), undefined);
}

function match(all: readonly Resource[], type: string, group: string | undefined, version: string | undefined): Resource | undefined {
  const named = all.filter((resource) => isNamed(resource, type) && (version === undefined || resource.version === version));
  if (group === undefined) return named[0];
  return named.find((resource) => resource.group === group) ?? (group === '' ? undefined : named.find((resource) => resource.group.startsWith(group)));
}

function isNamed(resource: Resource, type: string): boolean {
  const lower = type.toLowerCase();
  return resource.plural === lower || resource.singular === lower || resource.shortNames.includes(type);
}

/** `statefulsets.apps`: how errors name a type. */
export function groupResource(resource: Pick<Resource, 'plural' | 'group'>): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

/** `statefulset.apps`: how results name a type. */
export function groupKind(resource: Pick<Resource, 'singular' | 'group'>): string {
  return resource.group === '' ? resource.singular : `${resource.singular}.${resource.group}`;
}

/** `apps/v1`. */
export function apiVersion(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** `apps/v1, Resource=statefulsets`: how Go prints a type. */
export function goResource(resource: Resource): string {
  return `${resource.group}/${resource.version}, Resource=${resource.plural}`;
}
