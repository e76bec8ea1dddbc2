import type { Wait } from '../../../process/process.ts';
import type { KubectlContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import type { FilenameFlags } from '../../manifests/sources.ts';
import { findTargets, type Targets } from '../../resources/targets.ts';

/** The objects of a `rollout` command: a bare type means all of them. */
export function* rolloutTargets(context: KubectlContext, flags: FilenameFlags & { readonly selector: string }): Generator<Wait, Targets, void> {
  if (context.args.length === 0 && flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError('required resource not specified');
  return yield* findTargets(context, { args: context.args, files: flags, labelSelector: flags.selector, mayListAll: true });
}
