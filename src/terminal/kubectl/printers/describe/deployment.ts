import type { Api } from '#engine/api/api.ts';
import { labelSelectorText } from '#engine/api/selectors.ts';
import type { Deployment } from '#engine/kinds/deployment.ts';
import type { ReplicaSet } from '#engine/kinds/replicaSet.ts';
import { semanticallyEqual } from '#engine/kinds/semanticallyEqual.ts';
import { byCodeUnit } from '../json.ts';
import { writeWorkloadConditions } from './conditions.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeLabelsAndAnnotations, writeName } from './heading.ts';
import { longTime } from './layout.ts';
import { writePodTemplate } from './podTemplate.ts';

/** k8s: describe describeDeployment */
export const describeDeployment: Describer<Deployment> = (layout, deployment, context) => {
  const { metadata, spec, status } = deployment;
  writeName(layout, deployment);
  layout.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`);
  writeLabelsAndAnnotations(layout, deployment);
  layout.write(0, `Selector:\t${labelSelectorText(spec.selector)}`);
  layout.write(0, `Replicas:\t${spec.replicas ?? 1} desired | ${status.updatedReplicas ?? 0} updated | ${status.replicas ?? 0} total | ${status.availableReplicas ?? 0} available | ${status.unavailableReplicas ?? 0} unavailable`);
  layout.write(0, `StrategyType:\t${spec.strategy?.type ?? ''}`);
  layout.write(0, `MinReadySeconds:\t${spec.minReadySeconds ?? 0}`);
  const rolling = spec.strategy?.rollingUpdate;
  if (rolling !== undefined) layout.write(0, `RollingUpdateStrategy:\t${rolling.maxUnavailable ?? 0} max unavailable, ${rolling.maxSurge ?? 0} max surge`);
  writePodTemplate(layout, spec.template);
  writeWorkloadConditions(layout, status.conditions);
  const { current, old } = replicaSetsOf(context.api, deployment);
  if (current !== undefined || old.length > 0) {
    layout.write(0, `OldReplicaSets:\t${setsText(old)}`);
    layout.write(0, `NewReplicaSet:\t${setsText(current === undefined ? [] : [current])}`);
  }
  writeOwnEvents(layout, context);
};

/** The ReplicaSet whose template is the Deployment's, and all others. k8s: deploymentutil GetAllReplicaSets */
function replicaSetsOf(api: Api, deployment: Deployment): { readonly current: ReplicaSet | undefined; readonly old: readonly ReplicaSet[] } {
  const sets = api.listOwned('ReplicaSet', deployment.metadata.uid);
  const byAge = sets.toSorted((a, b) => byCodeUnit(a.metadata.creationTimestamp, b.metadata.creationTimestamp));
  const current = byAge.find((set) => semanticallyEqual(withoutHash(set.spec.template), withoutHash(deployment.spec.template)));
  return { current, old: sets.filter((set) => set !== current) };
}

function withoutHash(template: Deployment['spec']['template']): unknown {
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function setsText(sets: readonly ReplicaSet[]): string {
  const text = sets.map(({ metadata, spec, status }) => `${metadata.name} (${status.replicas}/${spec.replicas ?? 1} replicas created)`).join(', ');
  return text === '' ? '<none>' : text;
}
