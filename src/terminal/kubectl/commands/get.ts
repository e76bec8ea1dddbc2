import { scaleOf } from '#engine/api/scale.ts';
import { labelMatcher } from '#engine/api/selectors.ts';
import { noSuchPath } from '#engine/api/status.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { WatchEvent } from '#engine/api/api.ts';
import type { Wait } from '../../process/process.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, FIELD_SELECTOR_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, LIST_FLAGS, listFlag, OUTPUT_FLAGS, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { KubectlError, KubectlErrors, throwAll } from '../errors.ts';
import { readManifests } from '../manifests/manifests.ts';
import { formatJson } from '../printers/json.ts';
import { withManagedFields } from '../printers/managedFields.ts';
import { createPrinter, type Printer } from '../printers/outputFormat.ts';
import { createTablePrinter, type TableOptions, type TablePrinter } from '../printers/table.ts';
import type { JsonRecord } from '../printers/values.ts';
import { rawBody } from '../raw.ts';
import { getInfo, isInfoList, listOptions, type Info, type InfoList } from '../resources/info.ts';
import type { Resource } from '../resources/discovery.ts';
import { createMailbox } from '../mailbox.ts';
import { createSubresourceTable } from '../printers/scaleTable.ts';
import { sortObjects } from '../printers/sort.ts';
import { flatten, visit, type Visited } from '../resources/visit.ts';
import { anyOf, sleep } from '../../process/waits.ts';
import { requestEndAtMs } from '../connection.ts';

const FLAGS = {
  ...ALL_NAMESPACES_FLAG,
  ...FILENAME_FLAGS('Filename, directory, or URL to files identifying the resource to get from a server.'),
  ...LABEL_SELECTOR_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...LIST_FLAGS,
  ...OUTPUT_FLAGS,
  output: textFlag('Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide).', { short: 'o' }),
  'ignore-not-found': boolFlag('If set to true, suppresses NotFound error for specific objects that do not exist.'),
  'label-columns': listFlag('Accepts a comma separated list of labels that are going to be presented as columns. Names are case-sensitive. You can also use multiple flag options like -L label1 -L label2...', { short: 'L' }),
  'no-headers': boolFlag("When using the default or custom-column output format, don't print headers (default print headers)."),
  'output-watch-events': boolFlag('Output watch event objects when --watch or --watch-only is used. Existing objects are output as initial ADDED events.'),
  raw: textFlag('Raw URI to request from the server.  Uses the transport specified by the kubeconfig file.'),
  'server-print': boolFlag('If true, have the server return the appropriate table output. Supports extension APIs and CRDs.', { default: true }),
  'show-kind': boolFlag('If present, list the resource type for the requested object(s).'),
  'show-labels': boolFlag('When printing, show all labels as the last column (default hide labels column)'),
  'sort-by': textFlag("If non-empty, sort list types using this field specification.  The field specification is expressed as a JSONPath expression (e.g. '{.metadata.name}'). The field in the API resource specified by this JSONPath expression must be an integer or a string."),
  subresource: textFlag('If specified, gets the subresource of the requested object.'),
  watch: boolFlag('After listing/getting the requested object, watch for changes.', { short: 'w' }),
  'watch-only': boolFlag('Watch for changes to the requested object(s), without listing/getting first.'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl get */
export const get = defineKubectl({
  path: ['get'],
  usage: '[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
  short: 'Display one or many resources',
  long: 'Display one or many resources.\n\n Prints a table of the most important information about the specified resources. You can filter the list using a label selector and the --selector flag. If the desired resource type is namespaced you will only see results in the current namespace if you don\'t specify any namespace.\n\n By specifying the output as \'template\' and providing a Go template as the value of the --template flag, you can filter the attributes of the fetched resources.\n\nUse "kubectl api-resources" for a complete list of supported resources.',
  examples: `# List all pods in ps output format
kubectl get pods

# List all pods with more information (such as node name)
kubectl get pods -o wide

# List a single StatefulSet by its name
kubectl get statefulset web

# List the pods of a set in YAML
kubectl get pods -l app=web -o yaml

# Print only the phase of a pod
kubectl get -o template pod/web-0 --template={{.status.phase}}

# List resource information in custom columns
kubectl get pod web-0 -o custom-columns=CONTAINER:.spec.containers[0].name,IMAGE:.spec.containers[0].image

# List all sets and services together
kubectl get sts,services

# Watch the pods as they change
kubectl get pods -w`,
  flags: FLAGS,
  interrupt: 'fail',
  *run(context) {
    if (context.flags.raw !== '') return printRaw(context);
    checkFlags(context);
    if (context.flags.watch || context.flags['watch-only']) return yield* watch(context);
    const visited = yield* find(context);
    const printer = printerOf(context);
    const served = asSubresource(context, visited);
    if (printer !== undefined) return printObjects(context, printer, served);
    printTables(context, served);
  },
});

function printRaw(context: Context): void {
  const { flags, args } = context;
  if (args.length > 0) throw new KubectlError('arguments may not be passed when --raw is specified');
  if (flags.watch || flags['watch-only'] || flags.selector !== '') throw new KubectlError('--raw may not be specified with other flags that filter the server request or alter the output');
  if (flags.output !== '') throw new KubectlError('--raw and --output are mutually exclusive');
  if (!/^(\/|[a-z][a-z0-9+.-]*:)/i.test(flags.raw)) throw new KubectlError(`--raw must be a valid URL path: parse "${flags.raw}": invalid URI for request`);
  context.out(rawBody(context, flags.raw));
}

function checkFlags(context: Context): void {
  const { flags, args } = context;
  const isHuman = flags.output === '' || flags.output === 'wide';
  if (flags['show-labels'] && !isHuman) throw new KubectlError(`--show-labels option cannot be used with ${flags.output} printer`);
  if (flags['output-watch-events'] && !flags.watch && !flags['watch-only']) throw new KubectlError('--output-watch-events option can only be used with --watch or --watch-only');
  if (args.length === 0 && flags.filename.length === 0 && flags.kustomize === '' && !flags.watch && !flags['watch-only']) {
    context.err(`You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n`);
    throw context.usageError('Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).');
  }
}

/** With `--subresource` the objects are what is served there: themselves, or their scales. */
function asSubresource(context: Context, visited: Visited): Visited {
  const { subresource } = context.flags;
  if (subresource === '') return visited;
  if (visited.found.some(isInfoList)) throw new KubectlError('subresource cannot be used when bulk resources are specified');
  const served = (info: Info): Info => {
    const kind = context.api.kind(info.resource.kind);
    if (kind === undefined || !SUBRESOURCES.has(subresource)) throw noSuchPath();
    return subresource === 'scale' ? { ...info, object: scaleOf(kind, info.object) } : info;
  };
  return { ...visited, found: flatten(visited.found).map(served) };
}

const SUBRESOURCES: ReadonlySet<string> = new Set(['status', 'scale', 'resize']);

function printerOf(context: Context): Printer | undefined {
  return createPrinter(context, context.flags, { forGet: true, hasHeaders: !context.flags['no-headers'] });
}

/** The objects that arguments or files name. */
function* find(context: Context): Generator<Wait, Visited, void> {
  const { flags, args } = context;
  if (flags.filename.length === 0 && flags.kustomize === '') {
    return visit(context, {
      args,
      labelSelector: flags.selector,
      fieldSelector: flags['field-selector'],
      allNamespaces: flags['all-namespaces'],
      ignoreNotFound: flags['ignore-not-found'],
      mayListAll: true,
      isSingleType: flags.watch || flags['watch-only'],
    });
  }
  if (args.length > 0) throw new KubectlError('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
  const { infos, errors } = yield* readManifests(context, flags, { isValidated: false });
  return lookUp(context, infos, errors);
}

/** The stored objects of those that a file names. */
function lookUp(context: Context, infos: readonly Info[], readErrors: readonly unknown[]): Visited {
  const found: Info[] = [];
  const errors = [...readErrors];
  const { selector } = context.flags;
  // A table carries no labels for a selector to meet.
  const hasLabels = printerOf(context) !== undefined;
  const isWanted = ({ object }: Info) => selector === '' || labelMatcher(selector)(hasLabels ? object.metadata.labels : undefined);
  for (const info of infos.filter(isWanted)) {
    try {
      found.push(getInfo(context, info.resource, info.name, info.namespace ?? context.namespace));
    } catch (error) {
      if (!context.flags['ignore-not-found']) errors.push(error);
    }
  }
  return { found, errors, isSingle: context.flags.filename.length === 1 && context.flags.filename[0] !== '-', resources: [...new Set(infos.map((info) => info.resource))] };
}

/** yaml, json, name, templates: everything as one value. k8s: get printGeneric */
function printObjects(context: Context, printer: Printer, visited: Visited): void {
  const [first] = visited.found;
  if (visited.isSingle && visited.errors.length > 0) throwAll(visited.errors);
  if (visited.found.length === 0 && (context.flags['ignore-not-found'] || visited.errors.length > 0)) {
    if (visited.errors.length === 0) return;
    if (visited.isSingle) throwAll(visited.errors);
  }
  if (visited.isSingle && visited.found.length === 1 && first !== undefined && !isInfoList(first)) {
    context.out(printer.print(asRecord(first.object)));
  } else {
    const items = sortObjects(context, flatten(visited.found).map((info) => info.object), context.flags['sort-by']);
    context.out(printer.print({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }));
  }
  throwAll(visited.errors);
}

function asRecord(object: KubeObject): JsonRecord {
  return object as unknown as JsonRecord;
}

/** One table for each run of one type. k8s: get Run */
function printTables(context: Context, visited: Visited): void {
  const groups = groupsOf(context, visited);
  let isWithNamespace = false;
  const isWithKind = context.flags['show-kind'] || new Set(visited.found.map((item) => item.resource)).size > 1;
  let hasWritten = false;
  for (const { resource, objects } of groups) {
    // Once there is a column for namespaces it stays.
    isWithNamespace ||= context.flags['all-namespaces'] && resource.namespaced;
    const text = tablePrinter(context, resource, isWithKind, isWithNamespace).print(objects.map((object) => ({ object })), context.unixNow());
    if (text === '') continue;
    if (hasWritten && !context.flags['no-headers']) context.out('\n');
    context.out(text);
    hasWritten = true;
  }
  if (!hasWritten && !context.flags['ignore-not-found'] && visited.errors.length === 0) sayNothingFound(context, visited.resources);
  if (visited.errors.length > 0) throw new KubectlErrors([new KubectlErrors(visited.errors)]);
}

interface Group {
  readonly resource: Resource;
  readonly objects: readonly KubeObject[];
}

/** Runs of one type, in order; sorted within each where that is asked for. */
function groupsOf(context: Context, { found }: Visited): readonly Group[] {
  const groups: { resource: Resource; objects: KubeObject[] }[] = [];
  for (const item of found) {
    const objects = isInfoList(item) ? item.items : [item.object];
    const last = groups.at(-1);
    if (last?.resource === item.resource) last.objects.push(...objects);
    else groups.push({ resource: item.resource, objects: [...objects] });
  }
  const path = context.flags['sort-by'];
  return groups.map(({ resource, objects }) => ({ resource, objects: sortObjects(context, objects, path, { isTable: true, isSingle: found.length === 1 }) }));
}

function tablePrinter(context: Context, resource: Resource, withKind: boolean, withNamespace: boolean): TablePrinter {
  const { flags } = context;
  const options: TableOptions = {
    isWide: flags.output === 'wide',
    hasHeaders: !flags['no-headers'],
    withNamespace,
    withKind,
    withLabels: flags['show-labels'],
    labelColumns: flags['label-columns'],
    withEvents: flags['output-watch-events'],
  };
  if (flags.subresource === 'scale') return createSubresourceTable(resource, options);
  return createTablePrinter(resource, flags['server-print'] ? context.api.kind(resource.kind) : undefined, options);
}

function sayNothingFound(context: Context, resources: readonly Resource[]): void {
  const isNamespaced = !context.flags['all-namespaces'] && resources.every((resource) => resource.namespaced);
  context.err(isNamespaced ? `No resources found in ${context.namespace} namespace.\n` : 'No resources found\n');
}

/** Prints what is there, then a row for each change. k8s: get watch */
function* watch(context: Context): Generator<Wait, number | void, void> {
  const { flags, api } = context;
  if (flags['sort-by'] !== '') context.err(flags.watch ? 'warning: --watch requested, --sort-by will be ignored for watch events received\n' : 'warning: --watch-only requested, --sort-by will be ignored\n');
  const visited = yield* find(context);
  throwAll(visited.errors);
  const [first] = visited.found;
  const [resource] = visited.resources;
  if (first === undefined || resource === undefined) return;
  if (visited.found.length > 1) return refuseWatch(context, visited);
  const print = watchPrinter(context, resource);
  const mailbox = createMailbox<WatchEvent>('a change');
  const stop = api.watch(resource.kind, { ...watchSelection(context, first), onEvent: mailbox.push });
  try {
    if (!flags['watch-only']) print(flatten([first]).map((info) => ({ type: 'ADDED' as const, object: info.object })));
    yield* follow(context, mailbox, print);
  } finally {
    stop();
  }
}

/** Several objects are shown before kubectl finds that it cannot watch them. */
function refuseWatch(context: Context, { found }: Visited): never {
  const infos = flatten(found);
  if (!context.flags['watch-only']) {
    for (const resource of new Set(infos.map((info) => info.resource))) {
      watchPrinter(context, resource)(infos.filter((info) => info.resource === resource).map(({ object }) => ({ type: 'ADDED', object })));
    }
  }
  const isFile = context.flags.filename.length > 0 || context.flags.kustomize !== '';
  throw new KubectlError(isFile ? `watch is only supported on individual resources and resource collections - ${infos.length} resources were found` : 'you may only watch a single resource or type of resource at a time');
}

function watchSelection(context: Context, first: Info | InfoList): ReturnType<typeof listOptions> {
  const { flags } = context;
  const fieldSelector = isInfoList(first) ? flags['field-selector'] : `metadata.name=${first.name}`;
  const namespace = flags['all-namespaces'] ? undefined : isInfoList(first) ? context.namespace : first.namespace;
  return listOptions(first.resource, { namespace, labelSelector: flags.selector, fieldSelector });
}

type PrintChanges = (changes: readonly Pick<WatchEvent, 'type' | 'object'>[]) => void;

function watchPrinter(context: Context, resource: Resource): PrintChanges {
  const withEvents = context.flags['output-watch-events'];
  const printer = printerOf(context);
  const isJson = context.flags.output.toLowerCase() === 'json';
  if (printer !== undefined) {
    return (changes) => {
      for (const { type, object } of changes) {
        if (withEvents && isJson) context.out(`{"type":"${type}","object":${formatJson(withManagedFields(context, asRecord(object)))}}\n`);
        else context.out(printer.print(withEvents ? { object: asRecord(object), type } : asRecord(object)));
      }
    };
  }
  const table = tablePrinter(context, resource, context.flags['show-kind'], context.flags['all-namespaces'] && resource.namespaced);
  return (changes) => context.out(table.print(changes.map(({ type, object }) => ({ object, event: type })), context.unixNow()));
}

/** Until Ctrl-C, or until `--request-timeout` cuts the connection. */
function* follow(context: Context, mailbox: ReturnType<typeof createMailbox<WatchEvent>>, print: PrintChanges): Generator<Wait, void, void> {
  const { kernel } = context.process;
  const endAtMs = requestEndAtMs(context);
  while (kernel.now() < endAtMs) {
    const event = mailbox.take();
    if (event !== undefined) print([event]);
    else yield endAtMs === Infinity ? mailbox.arrived : anyOf(mailbox.arrived, sleep(endAtMs - kernel.now()));
  }
}
