import type { KubeObject } from '#engine/kinds/object.ts';
import { FILENAME_FLAGS, intFlag, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS } from '../../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { alignColumns, DESCRIBE_COLUMNS } from '../../printers/columns.ts';
import { createLayout } from '../../printers/describe/layout.ts';
import { writePodTemplate } from '../../printers/describe/podTemplate.ts';
import { qualifiedName } from '../../printers/name.ts';
import { createPrinter } from '../../printers/outputFormat.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { withPodTemplate } from '../../podSpec.ts';
import type { Info } from '../../resources/info.ts';
import { noRevisions, revisionsOf, type Revision } from '../../rollout/revisions.ts';
import { rolloutTargets } from './targets.ts';

const FLAGS = {
  ...FILENAME_FLAGS('identifying the resource to get from a server.'),
  ...OUTPUT_FLAGS,
  revision: intFlag('See the details, including podTemplate of the revision specified', 0),
  ...LABEL_SELECTOR_FLAG,
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl rollout history */
export const rolloutHistory = defineKubectl({
  path: ['rollout', 'history'],
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'View rollout history',
  long: 'View previous rollout revisions and configurations.',
  examples: `# View the rollout history of a set
kubectl rollout history sts/web

# View the details of its revision 3
kubectl rollout history sts/web --revision=3`,
  flags: FLAGS,
  *run(context) {
    const { flags } = context;
    if (flags.revision < 0) throw new KubectlError(`revision must be a positive integer: ${flags.revision}`);
    const { infos, errors } = yield* rolloutTargets(context, flags);
    const failures: unknown[] = [...errors];
    for (const info of infos) {
      try {
        showHistory(context, info);
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

function showHistory(context: Context, info: Info): void {
  const { flags } = context;
  const revisions = revisionsOf(context.api, info.object);
  if (revisions === undefined) throw noRevisions(info, 'history viewer');
  const printer = createPrinter(context, flags, { forGet: false, isTyped: true });
  if (printer !== undefined) {
    const wanted = flags.revision > 0 ? [found(revisions, flags.revision)] : revisions;
    for (const revision of wanted) context.out(printer.print(objectOf(info.object, revision)));
    return;
  }
  const name = qualifiedName(info.object as unknown as JsonRecord);
  if (flags.revision > 0) context.out(`${name} with revision #${flags.revision}\n${templateText(found(revisions, flags.revision))}\n`);
  else context.out(`${name} \n${historyText(revisions)}\n`);
}

function found(revisions: readonly Revision[], number: number): Revision {
  const revision = revisions.find((revision) => revision.number === number);
  if (revision === undefined) throw new KubectlError('unable to find the specified revision');
  return revision;
}

function historyText(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return 'No rollout history found.';
  return alignColumns(['REVISION\tCHANGE-CAUSE', ...revisions.map((revision) => `${revision.number}\t${revision.changeCause === '' ? '<none>' : revision.changeCause}`)], DESCRIBE_COLUMNS);
}

/** The layout of describe with its tabs left in. */
function templateText({ template }: Revision): string {
  const layout = createLayout({ isRaw: true });
  writePodTemplate(layout, template);
  return layout.text();
}

function objectOf(object: KubeObject, revision: Revision): JsonRecord {
  const shown = revision.keeper.kind === 'ReplicaSet' ? revision.keeper : withPodTemplate(object, () => revision.template);
  return shown as unknown as JsonRecord;
}
