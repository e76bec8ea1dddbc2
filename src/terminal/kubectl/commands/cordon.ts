import type { Node } from '#engine/kinds/node.ts';
import { DRY_RUN_FLAG, LABEL_SELECTOR_FLAG } from '../commonFlags.ts';
import { defineKubectl, type KubectlCommand, type KubectlContext } from '../command.ts';
import { dryRunOf, dryRunSuffix, type DryRun } from '../dryRun.ts';
import { throwAll } from '../errors.ts';
import { findNodes } from '../nodes.ts';

const FLAGS = { ...DRY_RUN_FLAG, ...LABEL_SELECTOR_FLAG } as const;

function defineCordon(verb: 'cordon' | 'uncordon', short: string): KubectlCommand {
  return defineKubectl({
    path: [verb],
    usage: 'NODE',
    short,
    long: `${short}.`,
    examples: `# ${short}\nkubectl ${verb} centos7k8s2`,
    flags: FLAGS,
    run: (context) => {
      const dryRun = dryRunOf(context);
      const { nodes, errors } = findNodes(context, context.flags.selector);
      throwAll(errors);
      for (const node of nodes) context.out(`node/${node.metadata.name} ${setUnschedulable(context, node, verb === 'cordon', dryRun)}${dryRunSuffix(dryRun)}\n`);
    },
  });
}

/** Marks the node and says how: `cordoned`, `already cordoned`. k8s: drain CordonHelper */
export function setUnschedulable(context: KubectlContext, node: Node, isCordoned: boolean, dryRun: DryRun): string {
  const word = isCordoned ? 'cordoned' : 'uncordoned';
  if ((node.spec.unschedulable === true) === isCordoned) return `already ${word}`;
  if (dryRun !== 'client') {
    const key = { kind: 'Node', name: node.metadata.name } as const;
    context.api.patch(key, 'strategic', { spec: { unschedulable: isCordoned ? true : null } }, { dryRun: dryRun === 'server', onWarning: context.warn });
  }
  return word;
}

/** k8s: kubectl cordon */
export const cordon = defineCordon('cordon', 'Mark node as unschedulable');
/** k8s: kubectl uncordon */
export const uncordon = defineCordon('uncordon', 'Mark node as schedulable');

