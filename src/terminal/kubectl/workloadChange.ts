import { isApiError } from '#engine/api/errors.ts';
import { twoWayStrategicPatch } from '#engine/api/patch/threeWayPatch.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { KubectlContext } from './command.ts';
import type { DryRun } from './dryRun.ts';
import { KubectlError } from './errors.ts';
import type { JsonRecord } from './printers/values.ts';
import { keyOf, type Info } from './resources/info.ts';
import type { ReportResult } from './results.ts';

/** How one kind of change to objects is sent and told. */
export interface ChangeOptions {
  readonly dryRun: DryRun;
  readonly operation: string;
  readonly report: ReportResult;
  /** How a refusal begins: `failed to patch image update to pod template`; empty where the server's words stand alone. */
  readonly failure: string;
  /** What stands between that and the server's words; a colon unless told. */
  readonly joint?: string;
}

/** Sends what `change` makes of each object; an object that stays as it is gets no line. k8s: set CalculatePatches */
export function changeEach(context: KubectlContext, infos: readonly Info[], options: ChangeOptions, change: (info: Info) => KubeObject): readonly unknown[] {
  const failures: unknown[] = [];
  const planned: { readonly info: Info; readonly patch: JsonRecord; readonly changed: KubeObject }[] = [];
  for (const info of infos) {
    try {
      const changed = change(info);
      planned.push({ info, patch: patchBetween(context, info.object, changed), changed });
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      failures.push(error);
    }
  }
  for (const { info, patch, changed } of planned) {
    if (Object.keys(patch).length === 0) continue;
    if (options.dryRun === 'client') {
      options.report(changed, options.operation);
      continue;
    }
    try {
      const key = keyOf(info);
      options.report(context.api.patch(key, 'strategic', patch, { dryRun: options.dryRun === 'server', onWarning: context.warn }), options.operation);
    } catch (error) {
      if (!isApiError(error)) throw error;
      failures.push(options.failure === '' ? error : new KubectlError(`${options.failure}${options.joint ?? ': '}${error.status.message ?? ''}`));
    }
  }
  return failures;
}

/** The strategic patch from one state of an object to another. */
export function patchBetween(context: KubectlContext, before: KubeObject, after: KubeObject): JsonRecord {
  const kind = context.api.kind(before.kind);
  if (kind === undefined || before === after) return {};
  return twoWayStrategicPatch(before as unknown as JsonRecord, after as unknown as JsonRecord, kind.schema);
}
