import { defineKubectl } from '../command.ts';
import { rootUsage } from '../help/builtHelp.ts';
import { helpFor } from '../help/help.ts';

/** k8s: cobra's help command */
export const help = defineKubectl({
  path: ['help'],
  usage: '[command]',
  short: 'Help about any command',
  long: 'Help provides help for any command in the application. Simply type kubectl help [path to command] for full details.',
  flags: {},
  *run(context) {
    const { process, tree, args } = context;
    const { command, group } = tree.find(args);
    const text = args.length === 0 ? yield* helpFor(process, tree, []) : yield* helpFor(process, tree, command?.path ?? group?.path ?? args);
    if (text === undefined) context.err(`Unknown help topic [\`${args.join(' ')}\`]\n\n\n${rootUsage(tree)}`);
    else context.out(text);
  },
});
