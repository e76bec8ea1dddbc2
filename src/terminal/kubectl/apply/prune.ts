import type { DryRun } from '../dryRun.ts';
import { KubectlError } from '../errors.ts';
import type { ApplyContext } from '../commands/apply.ts';
import type { ManifestInfo } from '../manifests/manifests.ts';
import { apiVersion, type Resource } from '../resources/discovery.ts';
import { infoOf, keyOf, listInfos, warnOfDeprecation } from '../resources/info.ts';
import type { ReportResult } from '../results.ts';
import { LAST_APPLIED } from './lastApplied.ts';

/** What is looked through when no list is given. k8s: prune.ParseResources */
const DEFAULTS = 'v1/ConfigMap v1/Endpoints v1/Namespace v1/PersistentVolumeClaim v1/PersistentVolume v1/Pod v1/ReplicationController v1/Secret v1/Service batch/v1/Job batch/v1/CronJob networking.k8s.io/v1/Ingress apps/v1/DaemonSet apps/v1/Deployment apps/v1/ReplicaSet apps/v1/StatefulSet'.split(' ');

/** The types of `--prune-allowlist`, or kubectl's own. */
export function prunedResources(context: ApplyContext): readonly Resource[] {
  const given = context.flags['prune-allowlist'];
  return (given.length === 0 ? DEFAULTS : given.map(typeOf)).map((type) => {
    const at = type.lastIndexOf('/');
    const [version, kind] = [type.slice(0, at), type.slice(at + 1)];
    const resource = context.discovery.all.find((known) => known.kind === kind && apiVersion(known) === version);
    if (resource === undefined) throw new KubectlError(`no matches for kind "${kind}" in version "${version}"`);
    return resource;
  });
}

function typeOf(text: string): string {
  const [group = '', version = '', kind, ...more] = text.split('/');
  if (kind === undefined || more.length > 0) throw new KubectlError(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`);
  return group === 'core' ? `${version}/${kind}` : `${group}/${version}/${kind}`;
}

/** Deletes what was applied earlier and is in none of the manifests now. k8s: apply pruner */
export function prune(context: ApplyContext, resources: readonly Resource[], applied: readonly ManifestInfo[], dryRun: DryRun, report: ReportResult): void {
  const namespaces = [...new Set(applied.flatMap(({ namespace }) => namespace ?? []))];
  const isApplied = (resource: Resource, namespace: string | undefined, name: string) => applied.some((info) => info.resource === resource && info.namespace === namespace && info.name === name);
  const pruneIn = (namespace: string | undefined) => {
    for (const resource of resources.filter((resource) => resource.namespaced === (namespace !== undefined))) {
      warnOfDeprecation(context, resource);
      const { items } = listInfos(context.api, resource, { namespace, labelSelector: context.flags.selector, fieldSelector: '' });
      for (const object of items) {
        const info = infoOf(resource, object);
        if (object.metadata.annotations?.[LAST_APPLIED] === undefined || isApplied(resource, info.namespace, info.name)) continue;
        if (dryRun !== 'client') context.api.delete(keyOf(info), { propagationPolicy: 'Background', ...(dryRun === 'server' ? { dryRun: true } : {}) });
        report(object, 'pruned');
      }
    }
  };
  for (const namespace of namespaces) pruneIn(namespace);
  pruneIn(undefined);
}
