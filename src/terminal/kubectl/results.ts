import type { KubeObject } from '#engine/kinds/object.ts';
import type { KubectlContext } from './command.ts';
import { dryRunSuffix, type DryRun } from './dryRun.ts';
import { qualifiedName } from './printers/name.ts';
import { createPrinter, type OutputFlags } from './printers/outputFormat.ts';
import type { JsonRecord } from './printers/values.ts';

/** Says what was done to an object: `statefulset.apps/web scaled`, or the object itself where `-o` asks for it. */
export type ReportResult = (object: KubeObject | JsonRecord, operation: string) => void;

/** The result lines of a command that changes things. k8s: genericclioptions PrintFlags */
export function createReport(context: KubectlContext, flags: OutputFlags, dryRun: DryRun, { isTyped = false }: { readonly isTyped?: boolean } = {}): ReportResult {
  const printer = createPrinter(context, flags, { forGet: false, isTyped });
  return (object, operation) => {
    const record = object as unknown as JsonRecord;
    if (printer !== undefined) context.out(printer.print(record));
    else context.out(`${qualifiedName(record)} ${operation}${dryRunSuffix(dryRun)}\n`);
  };
}
