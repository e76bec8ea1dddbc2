import type { KubectlContext } from './command.ts';
import { logPrefix } from './connection.ts';
import { KubectlError } from './errors.ts';

/** `--dry-run`. */
export type DryRun = 'none' | 'client' | 'server';

/** Reads `--dry-run`; its old forms still work and say what to write instead. k8s: cmdutil GetDryRunStrategy */
export function dryRunOf(context: KubectlContext & { readonly flags: { readonly 'dry-run': string } }): DryRun {
  const text = context.flags['dry-run'];
  switch (text) {
    case 'none':
    case 'client':
    case 'server':
      return text;
    case 'unchanged':
      context.err(`${logPrefix(context.process, 'W')} helpers.go:719] --dry-run is deprecated and can be replaced with --dry-run=client.\n`);
      return 'client';
    default:
      return oldForm(context, text);
  }
}

function oldForm(context: KubectlContext, text: string): DryRun {
  if (!/^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text)) {
    throw new KubectlError(`Invalid dry-run value (${text}). Must be "none", "server", or "client".`);
  }
  const isOn = /^(1|t)/i.test(text);
  context.err(`${logPrefix(context.process, 'W')} helpers.go:${isOn ? 733 : 736}] --dry-run=${text} is deprecated (boolean value) and can be replaced with --dry-run=${isOn ? 'client' : 'none'}.\n`);
  return isOn ? 'client' : 'none';
}

/** ` (dry run)`, ` (server dry run)` or nothing, behind the name of what was done. */
export function dryRunSuffix(dryRun: DryRun): string {
  if (dryRun === 'client') return ' (dry run)';
  return dryRun === 'server' ? ' (server dry run)' : '';
}

/** `--validate` as the server understands it. */
export function validationOf(text: string): 'Strict' | 'Warn' | 'Ignore' {
  switch (text) {
    case 'strict':
    case 'true':
      return 'Strict';
    case 'warn':
      return 'Warn';
    case 'ignore':
    case 'false':
      return 'Ignore';
    default:
      throw new KubectlError(`invalid - validate option "${text}"; must be one of: strict (or true), warn, ignore (or false)`);
  }
}
