import type { WatchEvent } from '#engine/api/api.ts';
import type { Event } from '#engine/kinds/event.ts';
import type { Wait } from '../../process/process.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, LIST_FLAGS, listFlag, OUTPUT_FLAGS, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { createMailbox } from '../mailbox.ts';
import { alignColumns, TABLE_COLUMNS } from '../printers/columns.ts';
import { eventAge, sortedByTime } from '../printers/describe/events.ts';
import { createPrinter } from '../printers/outputFormat.ts';
import type { JsonRecord } from '../printers/values.ts';
import { resourceOf } from '../resources/requests.ts';
import { anyOf, sleep } from '../../process/waits.ts';
import { requestEndAtMs } from '../connection.ts';

const FLAGS = {
  ...ALL_NAMESPACES_FLAG,
  ...LIST_FLAGS,
  for: textFlag('Filter events to only those pertaining to the specified resource.'),
  'no-headers': boolFlag("When using the default output format, don't print headers."),
  ...OUTPUT_FLAGS,
  types: listFlag('Output only events of given types.'),
  watch: boolFlag('After listing the requested events, watch for more events.', { short: 'w' }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl events */
export const events = defineKubectl({
  path: ['events'],
  usage: '[(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
  short: 'List events',
  long: 'Display events.\n\n Prints a table of the most important information about events. You can request events for a namespace, for all namespace, or filtered to only those pertaining to a specified resource.',
  examples: `# List recent events in the default namespace
kubectl events

# List recent events of a set
kubectl events --for sts/web

# List warnings only
kubectl events --types=Warning`,
  flags: FLAGS,
  interrupt: 'fail',
  *run(context) {
    const { flags, api } = context;
    const wrong = flags.types.find((type) => type.toLowerCase() !== 'normal' && type.toLowerCase() !== 'warning');
    if (wrong !== undefined) throw new KubectlError('valid --types are Normal or Warning');
    const matches = filterOf(context);
    const namespace = flags['all-namespaces'] ? {} : { namespace: context.namespace };
    const found = sortedByTime(api.list('Event', namespace).filter(matches));
    if (flags.watch) {
      yield* watch(context, found, matches, namespace);
      return;
    }
    const printer = createPrinter(context, flags, { forGet: false });
    if (found.length === 0) {
      context.err(flags['all-namespaces'] ? 'No events found.\n' : `No events found in ${context.namespace} namespace.\n`);
      return;
    }
    // Items of a list do not say of which kind they are, so they have no names to print.
    if (flags.output === 'name') return;
    if (printer !== undefined) context.out(printer.print({ apiVersion: 'v1', items: found as unknown as readonly JsonRecord[], kind: 'EventList', metadata: {} }));
    else printRows(context, found, createTable(context));
  },
});

/** Which events `--for` and `--types` pick. */
function filterOf(context: Context): (event: Event) => boolean {
  const { flags } = context;
  const types = flags.types.map((type) => type.toLowerCase());
  const about = aboutOf(context);
  return (event) =>
    (types.length === 0 || types.includes((event.type ?? '').toLowerCase())) &&
    (about === undefined || (event.involvedObject.name === about.name && event.involvedObject.kind === about.kind));
}

function aboutOf(context: Context): { readonly kind: string; readonly name: string } | undefined {
  const text = context.flags.for;
  if (text === '') return undefined;
  const [type = '', name = '', ...more] = text.split('/');
  if (!text.includes('/') || type === '' || more.length > 0) throw new KubectlError('--for must be in resource/name form');
  if (context.discovery.find(type) === undefined) throw new KubectlError(`the server doesn't have a resource type "${type}"`, { bare: true });
  if (name === '') return undefined;
  return { kind: resourceOf(type, context.discovery).kind, name };
}

interface Table {
  hasHeader: boolean;
  readonly remembered: number[];
}

function createTable(context: Context): Table {
  return { hasHeader: context.flags['no-headers'], remembered: [] };
}

function printRows(context: Context, rows: readonly Event[], table: Table): void {
  const withNamespace = context.flags['all-namespaces'];
  const lines = rows.map((event) => {
    const cells = [eventAge(event, context.unixNow()), event.type ?? '', event.reason ?? '', `${event.involvedObject.kind ?? ''}/${event.involvedObject.name ?? ''}`, (event.message ?? '').trim()];
    return (withNamespace ? [event.metadata.namespace ?? '', ...cells] : cells).join('\t');
  });
  if (!table.hasHeader) lines.unshift(`${withNamespace ? 'NAMESPACE\t' : ''}LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE`);
  table.hasHeader = true;
  context.out(alignColumns(lines, { ...TABLE_COLUMNS, remembered: table.remembered }));
}

function* watch(context: Context, found: readonly Event[], matches: (event: Event) => boolean, namespace: { readonly namespace?: string }): Generator<Wait, void, void> {
  const mailbox = createMailbox<WatchEvent>('an event');
  const stop = context.api.watch('Event', { ...namespace, onEvent: mailbox.push });
  const table = createTable(context);
  try {
    if (found.length > 0) printRows(context, found, table);
    const endAtMs = requestEndAtMs(context);
    while (context.process.kernel.now() < endAtMs) {
      const change = mailbox.take();
      if (change === undefined) yield endAtMs === Infinity ? mailbox.arrived : anyOf(mailbox.arrived, sleep(endAtMs - context.process.kernel.now()));
      else if (change.type !== 'DELETED' && matches(change.object as Event)) printRows(context, [change.object as Event], table);
    }
  } finally {
    stop();
  }
}
