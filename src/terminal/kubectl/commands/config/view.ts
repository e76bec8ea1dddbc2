import { boolFlag, OUTPUT_FLAGS, textFlag } from '../../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { createPrinter } from '../../printers/outputFormat.ts';
import { isRecord, listAt, recordAt, textAt, type JsonRecord } from '../../printers/values.ts';

/** k8s: kubectl config view */
export const configView = defineKubectl({
  path: ['config', 'view'],
  usage: '',
  short: 'Display merged kubeconfig settings or a specified kubeconfig file',
  long: 'Display merged kubeconfig settings or a specified kubeconfig file.\n\n You can use --output jsonpath={...} to extract specific values using a jsonpath expression.',
  examples: `# Show merged kubeconfig settings
kubectl config view

# Show the settings of the current context only
kubectl config view --minify`,
  flags: {
    ...OUTPUT_FLAGS,
    output: textFlag('Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).', { short: 'o', default: 'yaml' }),
    flatten: boolFlag('Flatten the resulting kubeconfig file into self-contained output (useful for creating portable kubeconfig files)'),
    merge: boolFlag('Merge the full hierarchy of kubeconfig files', { default: true }),
    minify: boolFlag('Remove all information not used by current-context from the output'),
    raw: boolFlag('Display raw byte data and sensitive data'),
  },
  run: (context) => {
    const { flags } = context;
    if (context.args.length > 0) throw context.usageError(`unexpected arguments: [${context.args.join(' ')}]`);
    if (!flags.merge && flags.kubeconfig === '') throw new KubectlError('if merge==false a precise file must be specified');
    const content = { apiVersion: 'v1', clusters: null, contexts: null, 'current-context': '', kind: 'Config', users: null, ...context.config.content };
    const minified = flags.minify ? minify(context, content) : content;
    const printer = createPrinter(context, flags, { forGet: false });
    if (printer !== undefined) context.out(printer.print(flags.raw ? minified : redact(minified)));
  },
});

function minify({ config, flags }: KubectlContext, content: JsonRecord): JsonRecord {
  const name = config.currentContext;
  if (name === '') throw new KubectlError('current-context must exist in order to minify');
  const entry = config.context;
  if (entry === undefined) throw new KubectlError(`cannot locate context ${flags.context === '' ? name : flags.context}`);
  const cluster = textAt(entry, 'context', 'cluster');
  const user = textAt(entry, 'context', 'user');
  const only = (list: string, wanted: string) => listAt(content, list).filter((item) => textAt(item, 'name') === wanted);
  return { ...content, clusters: only('clusters', cluster), contexts: only('contexts', name), users: only('users', user) };
}

/** Secrets are hidden: data reads `DATA+OMITTED`, tokens and passwords `REDACTED`. */
function redact(content: JsonRecord): JsonRecord {
  const hide = (list: string, key: string) => {
    const entries = content[list];
    return Array.isArray(entries) ? entries.map((entry) => (isRecord(entry) ? { ...entry, [key]: hidden(recordAt(entry, key)) } : entry)) : entries;
  };
  return { ...content, clusters: hide('clusters', 'cluster'), users: hide('users', 'user') };
}

function hidden(body: JsonRecord): JsonRecord {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      if (key.endsWith('-data')) return [key, 'DATA+OMITTED'];
      return key === 'token' || key === 'password' ? [key, 'REDACTED'] : [key, value];
    }),
  );
}
