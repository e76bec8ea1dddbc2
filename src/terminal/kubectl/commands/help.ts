import { defineKubectl } from '../command.ts';
import { commandHelp, groupHelp, rootHelp, rootUsage } from '../help.ts';

/** k8s: cobra's help command */
export const help = defineKubectl({
  path: ['help'],
  usage: '[command]',
  short: 'Help about any command',
  long: 'Help provides help for any command in the application. Simply type kubectl help [path to command] for full details.',
  flags: {},
  run: (context) => {
    const { tree, args } = context;
    if (args.length === 0) return context.out(rootHelp(tree));
    const { command, group } = tree.find(args);
    if (command !== undefined) context.out(commandHelp(tree, command));
    else if (group !== undefined) context.out(groupHelp(tree, group));
    else context.err(`Unknown help topic [\`${args.join(' ')}\`]\n\n\n${rootUsage(tree)}`);
  },
});
