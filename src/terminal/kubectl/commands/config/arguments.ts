import type { Wait } from '../../../process/process.ts';
import type { KubectlContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { helpFor } from '../../help/help.ts';

/** Shows how the subcommand is called. */
export function* showHelp(context: KubectlContext): Generator<Wait, void, void> {
  context.out((yield* helpFor(context.process, context.tree, context.path.split(' ').slice(1))) ?? '');
}

/** Shows how the subcommand is called, then what was wrong. */
export function* refuseArguments(context: KubectlContext, problem = 'Unexpected args'): Generator<Wait, never, void> {
  yield* showHelp(context);
  throw new KubectlError(`${problem}: [${context.args.join(' ')}]`);
}
