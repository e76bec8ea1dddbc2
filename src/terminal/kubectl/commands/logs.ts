import { isApiError } from '#engine/api/errors.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { ContainerRun, LogLine } from '#engine/node/runtime.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import type { Wait } from '../../process/process.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, durationFlag, intFlag, LABEL_SELECTOR_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { bestPod } from '../containers/bestPod.ts';
import { containersOf, defaultContainer, findContainer } from '../containers/chooseContainer.ts';
import { findNamed, podsOf } from '../containers/findPod.ts';
import { KubectlError } from '../errors.ts';
import { createMailbox } from '../mailbox.ts';
import { openLog } from '../logs/open.ts';
import { followRuns, linesOf, logLine, type LogOptions, type LogSource } from '../logs/read.ts';
import { listInfos } from '../resources/info.ts';
import { resourceOf } from '../resources/requests.ts';

const FLAGS = {
  'all-containers': boolFlag("Get all containers' logs in the pod(s)."),
  'all-pods': boolFlag('Get logs from all pod(s). Sets prefix to true.'),
  ...ALL_NAMESPACES_FLAG,
  container: textFlag('Print the logs of this container', { short: 'c' }),
  follow: boolFlag('Specify if the logs should be streamed.', { short: 'f' }),
  'ignore-errors': boolFlag('If watching / following pod logs, allow for any errors that occur to be non-fatal'),
  'insecure-skip-tls-verify-backend': boolFlag("Skip verifying the identity of the kubelet that logs are requested from.  In theory, an attacker could provide invalid log content back. You might want to use this if your kubelet serving certificates have expired."),
  'limit-bytes': intFlag('Maximum bytes of logs to return. Defaults to no limit.', 0),
  'max-log-requests': intFlag('Specify maximum number of concurrent logs to follow when using by a selector. Defaults to 5.', 5),
  'pod-running-timeout': durationFlag('The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running', 20_000),
  prefix: boolFlag('Prefix each log line with the log source (pod name and container name)'),
  previous: boolFlag('If true, print the logs for the previous instance of the container in a pod if it exists.', { short: 'p' }),
  ...LABEL_SELECTOR_FLAG,
  since: durationFlag('Only return logs newer than a relative duration like 5s, 2m, or 3h. Defaults to all logs. Only one of since-time / since may be used.', 0),
  'since-time': textFlag('Only return logs after a specific date (RFC3339). Defaults to all logs. Only one of since-time / since may be used.'),
  tail: intFlag('Lines of recent log file to display. Defaults to -1 with no selector, showing all log lines otherwise 10, if a selector is provided.', -1),
  timestamps: boolFlag('Include timestamps on each line in the log output'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl logs */
export const logs = defineKubectl({
  path: ['logs'],
  usage: '[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
  short: 'Print the logs for a container in a pod',
  long: 'Print the logs for a container in a pod or specified resource. If the pod has only one container, the container name is optional.',
  examples: `# Print the logs of a pod
kubectl logs web-0

# Follow the logs of a container
kubectl logs -f -c nginx web-0

# Print the last 20 lines of the pods that a label picks
kubectl logs -l app=web --tail=20`,
  flags: FLAGS,
  interrupt: 'fail',
  *run(context) {
    checkFlags(context);
    const pods = findPods(context);
    if (pods === undefined) return;
    const sources = pods.flatMap((pod) => sourcesOf(context, pod));
    const options = optionsOf(context);
    if (context.flags.follow && sources.length > context.flags['max-log-requests']) {
      throw new KubectlError(`you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${context.flags['max-log-requests']}, use --max-log-requests to increase the limit`);
    }
    const runs = openAll(context, sources);
    if (context.flags.follow) yield* follow(context, runs, options);
    else for (const { source, run } of runs) context.out(linesOf(run.log(), source, options));
  },
});

/** k8s: logs Complete and Validate */
function checkFlags(context: Context): void {
  const { flags, args } = context;
  const container = flags.container === '' ? (args[1] ?? '') : flags.container;
  if (args.length === 0 && flags.selector === '') throw context.usageError("expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command");
  if (args.length > 0 && flags.selector !== '') throw context.usageError('only a selector (-l) or a POD name is allowed');
  if (args.length > 2) throw context.usageError("expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command");
  if (flags['pod-running-timeout'] <= 0) throw new KubectlError('--pod-running-timeout must be higher than zero');
  if (flags['since-time'] !== '' && flags.since !== 0) throw new KubectlError('at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (flags.since < 0) throw new KubectlError('--since must be greater than 0');
  if (flags.tail < -1) throw new KubectlError('--tail must be greater than or equal to -1');
  if (flags['since-time'] !== '' && parseRfc3339(flags['since-time']) === undefined) throw new KubectlError(`parsing time "${flags['since-time']}" as "2006-01-02T15:04:05Z07:00": cannot parse "${flags['since-time']}" as "2006"`);
  if (flags['all-containers'] && container !== '') throw new KubectlError(`--all-containers=true should not be specified with container name ${container}`);
  if (flags['limit-bytes'] < 0) throw new KubectlError('--limit-bytes must be greater than 0');
}

function optionsOf({ flags, unixNow }: Context): LogOptions {
  const sinceTime = flags['since-time'] === '' ? undefined : parseRfc3339(flags['since-time']);
  return {
    sinceUnixMs: sinceTime ?? (flags.since === 0 ? undefined : unixNow() - flags.since),
    tail: flags.tail >= 0 ? flags.tail : flags.selector !== '' ? 10 : undefined,
    limitBytes: flags['limit-bytes'] === 0 ? undefined : flags['limit-bytes'],
    hasTimestamps: flags.timestamps,
    hasPrefix: flags.prefix || flags['all-pods'],
  };
}

/** The pods whose logs are wanted; undefined when a selector picks none, which has then been said. */
function findPods(context: Context): readonly Pod[] | undefined {
  const { flags, args, namespace } = context;
  if (flags.selector !== '') {
    const { items } = listInfos(context.api, resourceOf('pods', context.discovery), { namespace: flags['all-namespaces'] ? undefined : namespace, labelSelector: flags.selector, fieldSelector: '' });
    const pods = items as readonly Pod[];
    if (pods.length > 0) return pods;
    context.err(`No resources found in ${namespace} namespace.\n`);
    return undefined;
  }
  const [name = ''] = args;
  const object = named(context, name);
  if (object.kind === 'Pod') return [object as Pod];
  const pods = podsOf(context, object, 'get the logs from');
  if (flags['all-pods']) return pods;
  const best = bestPod(pods, 'logs');
  if (best === undefined) throw new KubectlError('timed out waiting for the condition');
  if (pods.length > 1) context.err(`Found ${pods.length} pods, using pod/${best.metadata.name}\n`);
  return [best];
}

/** A missing object is told in words of this command's own. */
function named(context: Context, name: string): ReturnType<typeof findNamed> {
  try {
    return findNamed(context, name);
  } catch (error) {
    if (!isApiError(error, 'NotFound')) throw error;
    throw new KubectlError(`error from server (NotFound): ${error.status.message ?? ''} in namespace "${context.namespace}"`);
  }
}

function sourcesOf(context: Context, pod: Pod): readonly LogSource[] {
  const { flags, args } = context;
  if (flags['all-containers']) {
    const all = containersOf(pod);
    const order = ['init', '', 'ephem'] as const;
    return order.flatMap((kind) => all.filter((each) => each.kind === kind)).map(({ container }) => ({ pod, container: container.name }));
  }
  const wanted = flags.container === '' ? (args[1] ?? '') : flags.container;
  const container = wanted === '' ? defaultContainer(pod, (text) => context.err(text)) : findContainer(pod, wanted);
  if (container === undefined) throw new KubectlError(`container ${wanted} is not valid for pod ${pod.metadata.name}`);
  return [{ pod, container: container.name }];
}

interface OpenLog {
  readonly source: LogSource;
  readonly run: ContainerRun;
}

function openAll(context: Context, sources: readonly LogSource[]): readonly OpenLog[] {
  const open: OpenLog[] = [];
  for (const source of sources) {
    try {
      const run = openLog(context.cluster.runtime, source, context.flags.previous);
      if (run !== undefined) open.push({ source, run });
    } catch (error) {
      if (!context.flags['ignore-errors'] || !isApiError(error)) throw error;
      context.err(`error: ${error.status.message ?? ''}\n`);
    }
  }
  return open;
}

/** All streams at once, lines as they come, until every container has ended. */
function* follow(context: Context, open: readonly OpenLog[], options: LogOptions): Generator<Wait, void, void> {
  for (const { source, run } of open) context.out(linesOf(run.log(), source, options));
  const mailbox = createMailbox<{ readonly source: LogSource; readonly line: LogLine } | 'end'>('a line of the log');
  const stop = followRuns(open, mailbox.push);
  try {
    for (let running = open.length; running > 0; ) {
      const item = mailbox.take();
      if (item === undefined) yield mailbox.arrived;
      else if (item === 'end') running -= 1;
      else context.out(logLine(item.line, item.source, options));
    }
  } finally {
    stop();
  }
}
