import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Frame } from '#session/session.ts';
import type { MessageKey } from '../i18n/messages.ts';

const RULES: readonly (readonly [code: RegExp, rule: MessageKey])[] = [
  [/^statefulset\.(waitTerminating|setIsDeleted)/, 'rule.oneIdentity'],
  [/^statefulset\.(waitUpdated|waitAll|updatePod|updateComplete|waitMaxUnavailable)/, 'rule.update'],
  [/^statefulset\.waitReadyBeforeUpdate/, 'rule.stuckUpdate'],
  [/^statefulset\.(belowPartition|createPodAtCurrent)/, 'rule.partition'],
  [/^statefulset\.onDelete/, 'rule.onDelete'],
  [/^statefulset\.waitAvailable/, 'rule.minReady'],
  [/^statefulset\.(scaleDown|waitScaledDown|haltScaleDown|belowStart)/, 'rule.scaleDown'],
  [/^statefulset\.(staleClaim|completeClaims|ownClaims|claims)/, 'rule.claims'],
  [/^statefulset\./, 'rule.ordered'],
  [/^scheduler\./, 'rule.scheduler'],
  [/^kubelet\./, 'rule.kubelet'],
  [/^(persistentvolume|pv|pvc|provisioner|volume|claim|storage|ephemeral)/, 'rule.storage'],
  [/^(node|taint|eviction|podgc)/, 'rule.node'],
  [/^(endpoint|dns|service)/, 'rule.endpoints'],
  [/^(deployment|replicaset)/, 'rule.deployment'],
  [/^podautoscaler\./, 'rule.autoscaler'],
];

/** The rule of Kubernetes that a reason follows. */
export function ruleOf(code: string): MessageKey | undefined {
  return RULES.find(([pattern]) => pattern.test(code))?.[1];
}

/** The fields of a set that its rules depend on. */
export function settingsText(frame: Frame, target: ObjectKey): string {
  const owner = target.kind === 'StatefulSet' ? target : ownerOf(frame, target);
  const set = owner === undefined ? undefined : frame.get('StatefulSet', owner.namespace, owner.name);
  if (set === undefined) return '';
  const { podManagementPolicy, updateStrategy, minReadySeconds } = set.spec;
  return [
    podManagementPolicy ?? 'OrderedReady',
    updateStrategy?.type ?? 'RollingUpdate',
    ...(updateStrategy?.rollingUpdate === undefined ? [] : [`partition ${updateStrategy.rollingUpdate.partition ?? 0}`]),
    ...(minReadySeconds === undefined || minReadySeconds === 0 ? [] : [`minReadySeconds ${minReadySeconds}`]),
  ].join(' · ');
}

function ownerOf(frame: Frame, target: ObjectKey): ObjectKey | undefined {
  if (target.kind !== 'Pod') return undefined;
  const owner = frame.get('Pod', target.namespace, target.name)?.metadata.ownerReferences?.find(({ kind }) => kind === 'StatefulSet');
  return owner === undefined ? undefined : { kind: owner.kind, name: owner.name, ...(target.namespace === undefined ? {} : { namespace: target.namespace }) };
}
