import { labelKey, labelValue } from '#engine/kinds/names.ts';
import type { Node, Taint } from '#engine/kinds/node.ts';
import { boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, VALIDATE_FLAG } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, type DryRun } from '../dryRun.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { keyOf, type Info } from '../resources/info.ts';
import { flatten, visit } from '../resources/visit.ts';
import { createReport } from '../results.ts';
import { patchBetween } from '../workloadChange.ts';

const FLAGS = {
  all: boolFlag('Select all nodes in the cluster'),
  ...DRY_RUN_FLAG,
  ...FIELD_MANAGER_FLAG('kubectl-taint'),
  ...OUTPUT_FLAGS,
  overwrite: boolFlag('If true, allow taints to be overwritten, otherwise reject taint updates that overwrite existing taints.'),
  ...LABEL_SELECTOR_FLAG,
  ...VALIDATE_FLAG,
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** A taint to take away; without an effect all of that key. */
interface Removal {
  readonly key: string;
  readonly effect?: string;
}

interface Changes {
  readonly add: readonly Taint[];
  readonly remove: readonly Removal[];
}

/** k8s: kubectl taint */
export const taint = defineKubectl({
  path: ['taint'],
  usage: 'NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
  short: 'Update the taints on one or more nodes',
  long: 'Update the taints on one or more nodes.\n\n  *  A taint consists of a key, value, and effect. As an argument here, it is expressed as key=value:effect.\n  *  The key must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 253 characters.\n  *  Optionally, the key can begin with a DNS subdomain prefix and a single \'/\', like example.com/my-app.\n  *  The value is optional. If given, it must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters.\n  *  The effect must be NoSchedule, PreferNoSchedule or NoExecute.\n  *  Currently taint can only apply to node.',
  examples: `# Keep pods without a toleration away from a node
kubectl taint nodes centos7k8s2 dedicated=db:NoSchedule

# Take the taint away
kubectl taint nodes centos7k8s2 dedicated:NoSchedule-

# Take all taints of that key away
kubectl taint nodes centos7k8s2 dedicated-`,
  flags: FLAGS,
  run: (context) => {
    const { flags } = context;
    const dryRun = dryRunOf(context);
    const { resources, specs } = splitSpecs(context);
    const changes = parseTaints(context, specs);
    checkFlags(context, resources, changes);
    const { found, errors } = visit(context, { args: resources, labelSelector: flags.selector, all: flags.all });
    // A taint never says that it was tried only.
    const report = createReport(context, flags, 'none', { isTyped: true });
    const failures: unknown[] = [...errors];
    for (const info of flatten(found)) {
      try {
        report(taintOne(context, info, changes, dryRun), operationOf(changes, flags.overwrite));
      } catch (error) {
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

/** k8s: taint Complete. The first word that looks like a taint ends the nodes. */
function splitSpecs({ args }: Context): { readonly resources: readonly string[]; readonly specs: readonly string[] } {
  const isTaint = (arg: string) => arg.includes('=') || arg.includes(':') || arg.endsWith('-');
  const first = args.findIndex(isTaint);
  if (first < 0) return { resources: args, specs: [] };
  const late = args.slice(first).find((arg) => !isTaint(arg));
  if (late !== undefined) throw new KubectlError(`all resources must be specified before taint changes: ${late}`);
  return { resources: args.slice(0, first), specs: args.slice(first) };
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

function parseTaints(context: Context, specs: readonly string[]): Changes {
  const add: Taint[] = [];
  const remove: Removal[] = [];
  for (const spec of specs) {
    if (spec.endsWith('-')) remove.push(parseRemoval(context, spec));
    else if (spec.includes('=') || spec.includes(':')) add.push(parseTaint(context, spec));
    else throw context.usageError(`unknown taint spec: ${spec}`);
  }
  const twice = add.find((taint, index) => add.some((other, at) => at < index && other.key === taint.key && other.effect === taint.effect));
  if (twice !== undefined) throw context.usageError(`duplicated taints with the same key and effect: {${twice.key} ${twice.value ?? ''} ${twice.effect} <nil>}`);
  const both = add.flatMap((taint) => remove.filter((removal) => removal.key === taint.key && (removal.effect === undefined || removal.effect === taint.effect)));
  if (both.length > 0) throw new KubectlError(`can not both modify and remove the following taint(s) in the same command: ${both.map(({ key, effect }) => `${key}=${effect ?? ''}`).join(', ')}`);
  return { add, remove };
}

function parseTaint(context: Context, spec: string): Taint {
  const [pair = '', effect, ...more] = spec.split(':');
  const [key = '', value, ...rest] = pair.split('=');
  if (effect === undefined) checkKey(context, spec, spec);
  if (effect === undefined || more.length > 0 || rest.length > 0) throw context.usageError(`invalid taint spec: ${spec}`);
  checkEffect(context, effect);
  checkKey(context, spec, key);
  const faults = labelValue(value ?? '');
  if (faults.length > 0) throw context.usageError(`invalid taint spec: ${spec}, ${faults.join('; ')}`);
  return { key, ...(value === undefined || value === '' ? {} : { value }), effect: effect as Taint['effect'] };
}

function parseRemoval(context: Context, spec: string): Removal {
  const [pair = '', effect] = spec.slice(0, -1).split(':');
  const key = pair.split('=')[0] ?? '';
  if (effect !== undefined) checkEffect(context, effect);
  checkKey(context, spec, key);
  return { key, ...(effect === undefined ? {} : { effect }) };
}

function checkEffect(context: Context, effect: string): void {
  if (!EFFECTS.includes(effect)) throw context.usageError(`invalid taint effect: ${effect}, unsupported taint effect`);
}

function checkKey(context: Context, spec: string, key: string): void {
  const faults = labelKey(key);
  if (faults.length > 0) throw context.usageError(`invalid taint spec: ${spec}, ${faults.join('; ')}`);
}

function checkFlags(context: Context, resources: readonly string[], changes: Changes): void {
  const { flags } = context;
  const [type] = resources;
  if (type === undefined) throw new KubectlError('one or more resources must be specified as <resource> <name>');
  const named = resources.map((text) => text.split('/')[0] ?? '');
  const wrong = (resources[0]?.includes('/') === true ? named : [type]).find((word) => context.discovery.find(word)?.kind !== 'Node');
  if (wrong !== undefined) throw new KubectlError(`invalid resource type ${wrong}, only node types are supported`);
  if (flags.all && flags.selector !== '') throw new KubectlError('setting \'all\' parameter with a non empty selector is prohibited');
  if (changes.add.length === 0 && changes.remove.length === 0) throw new KubectlError('at least one taint update is required');
  if (resources.length < 2 && !type.includes('/') && !flags.all && flags.selector === '') throw new KubectlError('at least one resource name must be specified since \'all\' parameter is not set');
}

/** k8s: taint reorganizeTaints */
function operationOf({ add, remove }: Changes, isOverwriting: boolean): string {
  if (isOverwriting || (add.length > 0 && remove.length > 0)) return 'modified';
  return add.length > 0 ? 'tainted' : 'untainted';
}

function taintOne(context: Context, info: Info, changes: Changes, dryRun: DryRun) {
  const node = info.object as Node;
  const before = node.spec.taints ?? [];
  if (!context.flags.overwrite) refuseOverwrite(node, before, changes.add);
  const taints = withoutRemoved(withAdded(before, changes.add), changes.remove);
  const { taints: _, ...spec } = node.spec;
  const changed: Node = { ...node, spec: taints.length === 0 ? spec : { ...spec, taints } };
  if (dryRun === 'client') return changed;
  return context.api.patch(keyOf(info), 'strategic', patchBetween(context, node, changed), { dryRun: dryRun === 'server', onWarning: context.warn });
}

function refuseOverwrite(node: Node, before: readonly Taint[], add: readonly Taint[]): void {
  const known = add.filter((taint) => before.some((old) => old.key === taint.key && old.effect === taint.effect)).map((taint) => taint.key);
  if (known.length > 0) throw new KubectlError(`node ${node.metadata.name} already has ${known.join(',')} taint(s) with same effect(s) and --overwrite is false`);
}

/** New taints come first, as the real one writes them. */
function withAdded(before: readonly Taint[], add: readonly Taint[]): readonly Taint[] {
  return [...add, ...before.filter((old) => !add.some((taint) => taint.key === old.key && taint.effect === old.effect))];
}

function withoutRemoved(taints: readonly Taint[], remove: readonly Removal[]): readonly Taint[] {
  const isMeant = (taint: Taint, removal: Removal) => taint.key === removal.key && (removal.effect === undefined || removal.effect === taint.effect);
  const missing = remove.filter((removal) => !taints.some((taint) => isMeant(taint, removal)));
  if (missing.length > 0) throw new KubectlError(missing.map(({ key, effect }) => `taint "${key}${effect === undefined ? '' : `:${effect}`}" not found`).join('\n'));
  return taints.filter((taint) => !remove.some((removal) => isMeant(taint, removal)));
}
