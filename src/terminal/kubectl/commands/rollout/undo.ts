import { isEqualJson } from '#engine/core/json.ts';
import type { ControllerRevision } from '#engine/kinds/controllerRevision.ts';
import type { Deployment } from '#engine/kinds/deployment.ts';
import type { PodTemplateSpec } from '#engine/kinds/pod.ts';
import { DRY_RUN_FLAG, FILENAME_FLAGS, intFlag, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS } from '../../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../../command.ts';
import { dryRunOf, type DryRun } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { podTemplateOf } from '../../podSpec.ts';
import { createLayout } from '../../printers/describe/layout.ts';
import { writePodTemplate } from '../../printers/describe/podTemplate.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { keyOf, type Info } from '../../resources/info.ts';
import { createReport } from '../../results.ts';
import { noRevisions, revisionsOf, targetRevision, type Revision } from '../../rollout/revisions.ts';
import { rolloutTargets } from './targets.ts';

const FLAGS = {
  ...DRY_RUN_FLAG,
  ...FILENAME_FLAGS('identifying the resource to get from a server.'),
  ...OUTPUT_FLAGS,
  ...LABEL_SELECTOR_FLAG,
  'to-revision': intFlag('The revision to rollback to. Default to 0 (last revision).', 0),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl rollout undo */
export const rolloutUndo = defineKubectl({
  path: ['rollout', 'undo'],
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'Undo a previous rollout',
  long: 'Roll back to a previous rollout.',
  examples: `# Roll back to the previous revision
kubectl rollout undo sts/web

# Roll back to revision 3
kubectl rollout undo sts/web --to-revision=3

# See what would be rolled back to
kubectl rollout undo --dry-run=server sts/web`,
  flags: FLAGS,
  fieldManager: 'kubectl-rollout',
  *run(context) {
    const dryRun = dryRunOf(context);
    const { infos, errors } = yield* rolloutTargets(context, context.flags);
    const report = createReport(context, context.flags, dryRun, { isTyped: true });
    const failures: unknown[] = [...errors];
    for (const info of infos) {
      try {
        report(info.object, undo(context, info, dryRun));
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

/** What was done, as the line says it. */
function undo(context: Context, info: Info, dryRun: DryRun): string {
  const revisions = revisionsOf(context.api, info.object);
  if (revisions === undefined) throw noRevisions(info, 'rollbacker');
  const wanted = context.flags['to-revision'];
  const whenNone = info.object.kind === 'Deployment' ? `no rollout history found for deployment "${info.name}"` : 'no last revision to roll back to';
  const target = targetRevision(revisions, wanted, whenNone);
  if (dryRun === 'client') return `${info.object.kind === 'Deployment' ? '' : 'will roll back to '}${templateText(target.template)}`;
  if ((info.object as Deployment).spec.paused === true && info.object.kind === 'Deployment') {
    throw new KubectlError("you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again");
  }
  if (isPresent(info, target)) return `skipped rollback (current template already matches revision ${wanted})`;
  const options = { dryRun: dryRun === 'server', onWarning: context.warn };
  if (info.object.kind === 'Deployment') restoreDeployment(context, info, target, options);
  else context.api.patch(keyOf(info), 'strategic', (target.keeper as ControllerRevision).data, options);
  return 'rolled back';
}

function templateText(template: PodTemplateSpec): string {
  const layout = createLayout({ isRaw: true });
  writePodTemplate(layout, template);
  return layout.text();
}

function isPresent({ object }: Info, target: Revision): boolean {
  return isEqualJson(withoutHash(podTemplateOf(object)), withoutHash(target.template));
}

/** A ReplicaSet's template carries the hash that tells it from its siblings. */
function withoutHash(template: PodTemplateSpec | undefined): PodTemplateSpec | undefined {
  if (template?.metadata?.labels === undefined) return template;
  const { 'pod-template-hash': _, ...labels } = template.metadata.labels;
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** Annotations that belong to the Deployment and not to a revision of it. k8s: deploymentutil annotationsToSkip */
const OWN_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

function restoreDeployment(context: Context, info: Info, target: Revision, options: { readonly dryRun: boolean; readonly onWarning: (text: string) => void }): void {
  const own = Object.entries(info.object.metadata.annotations ?? {}).filter(([key]) => OWN_ANNOTATIONS.includes(key));
  const restored = Object.entries(target.keeper.metadata.annotations ?? {}).filter(([key]) => !OWN_ANNOTATIONS.includes(key));
  const patch: readonly JsonRecord[] = [
    { op: 'replace', path: '/spec/template', value: withoutHash(target.template) },
    { op: 'replace', path: '/metadata/annotations', value: Object.fromEntries([...own, ...restored]) },
  ];
  context.api.patch(keyOf(info), 'json', patch, options);
}
