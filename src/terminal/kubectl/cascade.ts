import type { KubectlContext } from './command.ts';
import { KubectlError } from './errors.ts';

export type Propagation = 'Background' | 'Foreground' | 'Orphan';

/** Reads `--cascade`; its old true and false still work. k8s: cmdutil GetCascadingStrategy */
export function cascadeOf(context: KubectlContext, text: string): Propagation {
  switch (text) {
    case 'background':
      return 'Background';
    case 'foreground':
      return 'Foreground';
    case 'orphan':
      return 'Orphan';
  }
  if (!/^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(text)) throw new KubectlError(`invalid cascade value (${text}). Must be "background", "foreground", or "orphan"`);
  const isOn = /^(1|t)/i.test(text);
  context.err(`warning: --cascade=${text} is deprecated (boolean value) and can be replaced with --cascade=${isOn ? 'background' : 'orphan'}.\n`);
  return isOn ? 'Background' : 'Orphan';
}
