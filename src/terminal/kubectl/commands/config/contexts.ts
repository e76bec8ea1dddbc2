import { boolFlag, textFlag } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { alignColumns, TABLE_COLUMNS } from '../../printers/columns.ts';
import { byCodeUnit } from '../../printers/json.ts';
import { listAt, textAt, type JsonRecord } from '../../printers/values.ts';
import { refuseArguments, showHelp } from './arguments.ts';
import { bodyOf, hasEntry, withEntry, withoutEntry, writeConfig } from './file.ts';

/** k8s: kubectl config get-contexts */
export const configGetContexts = defineKubectl({
  path: ['config', 'get-contexts'],
  usage: '[(-o|--output=)name)]',
  short: 'Describe one or many contexts',
  long: 'Display one or many contexts from the kubeconfig file.',
  examples: `# List all the contexts in your kubeconfig file
kubectl config get-contexts`,
  flags: {
    'no-headers': boolFlag("When using the default or custom-column output format, don't print headers (default print headers)."),
    output: textFlag('Output format. One of: (name).', { short: 'o' }),
  },
  run: (context) => {
    const { flags, args, config } = context;
    if (flags.output !== '' && flags.output !== 'name') throw new KubectlError(`--output ${flags.output} is not available in kubectl config get-contexts; resetting to default output format`);
    const names = listAt(config.content, 'contexts').map((entry) => textAt(entry, 'name')).toSorted(byCodeUnit);
    const wanted = args.length === 0 ? names : args.filter((name) => names.includes(name));
    if (flags.output === 'name') {
      context.out(wanted.map((name) => `${name}\n`).join(''));
    } else {
      const header = flags['no-headers'] ? [] : ['CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE'];
      context.out(alignColumns([...header, ...wanted.map((name) => rowOf(config.content, config.currentContext, name))], TABLE_COLUMNS));
    }
    throwAll(args.filter((name) => !names.includes(name)).map((name) => new KubectlError(`context ${name} not found`)));
  },
});

function rowOf(content: JsonRecord, current: string, name: string): string {
  const body = bodyOf(content, 'contexts', name);
  return [name === current ? '*' : ' ', name, textAt(body, 'cluster'), textAt(body, 'user'), textAt(body, 'namespace')].join('\t');
}

/** k8s: kubectl config current-context */
export const configCurrentContext = defineKubectl({
  path: ['config', 'current-context'],
  usage: '',
  short: 'Display the current-context',
  long: 'Display the current-context.',
  examples: `# Display the current-context
kubectl config current-context`,
  flags: {},
  run: (context) => {
    const { currentContext } = context.config;
    if (currentContext === '') throw new KubectlError('current-context is not set');
    context.out(`${currentContext}\n`);
  },
});

/** k8s: kubectl config use-context */
export const configUseContext = defineKubectl({
  path: ['config', 'use-context'],
  aliases: ['use'],
  usage: 'CONTEXT_NAME',
  short: 'Set the current-context in a kubeconfig file',
  long: 'Set the current-context in a kubeconfig file.',
  examples: `# Use the context dev
kubectl config use-context dev`,
  flags: {},
  *run(context) {
    const [name, ...more] = context.args;
    if (name === undefined || more.length > 0) return yield* refuseArguments(context);
    const { content } = context.config;
    if (!hasEntry(content, 'contexts', name)) throw new KubectlError(`no context exists with the name: "${name}"`);
    writeConfig(context, { ...content, 'current-context': name });
    context.out(`Switched to context "${name}".\n`);
  },
});

/** k8s: kubectl config set-context */
export const configSetContext = defineKubectl({
  path: ['config', 'set-context'],
  usage: '[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]',
  short: 'Set a context entry in kubeconfig',
  long: 'Set a context entry in kubeconfig.\n\n Specifying a name that already exists will merge new fields on top of existing values for those fields.',
  examples: `# Set the namespace of the current context
kubectl config set-context --current --namespace=dev`,
  flags: { current: boolFlag('Modify the current context') },
  *run(context) {
    const { flags, args, given } = context;
    const { content, currentContext } = context.config;
    if (flags.current && args.length > 0) throw new KubectlError('you cannot specify both a context name and --current');
    if (args.length > 1) return yield* refuseArguments(context);
    if (!flags.current && args.length === 0) throw new KubectlError('you must specify a non-empty context name or --current');
    if (flags.current && currentContext === '') throw new KubectlError('no current context is set');
    const name = flags.current ? currentContext : (args[0] ?? '');
    const isKnown = hasEntry(content, 'contexts', name);
    const body = {
      ...bodyOf(content, 'contexts', name),
      ...(given.has('cluster') ? { cluster: flags.cluster } : {}),
      ...(given.has('user') ? { user: flags.user } : {}),
      ...(given.has('namespace') ? { namespace: flags.namespace } : {}),
    };
    writeConfig(context, withEntry(content, 'contexts', name, { cluster: '', user: '', ...withoutEmpty(body) }));
    context.out(`Context "${name}" ${isKnown ? 'modified' : 'created'}.\n`);
  },
});

function withoutEmpty(body: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}

/** k8s: kubectl config delete-context */
export const configDeleteContext = defineKubectl({
  path: ['config', 'delete-context'],
  usage: 'NAME',
  short: 'Delete the specified context from the kubeconfig',
  long: 'Delete the specified context from the kubeconfig.',
  examples: `# Delete the context dev
kubectl config delete-context dev`,
  flags: {},
  *run(context) {
    const [name, ...more] = context.args;
    if (name === undefined || more.length > 0) return yield* showHelp(context);
    const { content, path, currentContext } = context.config;
    if (!hasEntry(content, 'contexts', name)) throw new KubectlError(`cannot delete context ${name}, not in ${path}`);
    if (name === currentContext) context.err('warning: this removed your active context, use "kubectl config use-context" to select a different one\n');
    writeConfig(context, withoutEntry(content, 'contexts', name));
    context.out(`deleted context ${name} from ${path}\n`);
  },
});

/** k8s: kubectl config rename-context */
export const configRenameContext = defineKubectl({
  path: ['config', 'rename-context'],
  usage: 'CONTEXT_NAME NEW_NAME',
  short: 'Rename a context from the kubeconfig file',
  long: 'Renames a context from the kubeconfig file.\n\n CONTEXT_NAME is the context name that you want to change.\n\n NEW_NAME is the new name you want to set.\n\n Note: If the context being renamed is the \'current-context\', this field will also be updated.',
  examples: `# Rename the context old-name
kubectl config rename-context old-name new-name`,
  flags: {},
  *run(context) {
    const [name, next, ...more] = context.args;
    if (name === undefined || next === undefined || more.length > 0) return yield* refuseArguments(context);
    const { content, path, currentContext } = context.config;
    if (!hasEntry(content, 'contexts', name)) throw new KubectlError(`cannot rename the context "${name}", it's not in ${path}`);
    if (hasEntry(content, 'contexts', next)) throw new KubectlError(`cannot rename the context "${name}", the context "${next}" already exists in ${path}`);
    const renamed = withEntry(withoutEntry(content, 'contexts', name), 'contexts', next, bodyOf(content, 'contexts', name));
    writeConfig(context, name === currentContext ? { ...renamed, 'current-context': next } : renamed);
    context.out(`Context "${name}" renamed to "${next}".\n`);
  },
});
