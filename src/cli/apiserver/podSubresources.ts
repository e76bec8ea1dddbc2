import { badRequest } from '#engine/api/status.ts';
import type { Kind } from '#engine/kinds/kind.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { DeleteOptions } from '#engine/api/api.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import { containersOf, findContainer } from '#terminal/kubectl/containers/chooseContainer.ts';
import { openLog } from '#terminal/kubectl/logs/open.ts';
import { linesOf, logLine, type LogOptions, type LogSource } from '#terminal/kubectl/logs/read.ts';
import { recordAt, textAt } from '#terminal/kubectl/printers/values.ts';
import { readObject } from './bodies.ts';
import { mustFind } from './selection.ts';
import { json, type Answer, type Call } from './served.ts';
import { writeOptions } from './writeOptions.ts';

const SUCCESS = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };

/** POST pods/eviction. k8s: EvictionREST */
export function evictAnswer(call: Call): Answer {
  const eviction = readObject(call.contentType, call.body, 'Eviction');
  const { namespace = '', name = '' } = call.info;
  const sentName = textAt(eviction, 'metadata', 'name');
  if (sentName !== '' && sentName !== name) throw badRequest('name in URL does not match name in Eviction object');
  const { gracePeriodSeconds, dryRun } = recordAt(eviction, 'deleteOptions');
  const uid = textAt(eviction, 'deleteOptions', 'preconditions', 'uid');
  const isDryRun = writeOptions(call, 'CreateOptions').dryRun === true || (Array.isArray(dryRun) && dryRun.includes('All'));
  const options: DeleteOptions = {
    dryRun: isDryRun,
    ...(typeof gracePeriodSeconds === 'number' ? { gracePeriodSeconds } : {}),
    ...(uid === '' ? {} : { preconditions: { uid } }),
  };
  call.api.evict(namespace, name, options);
  return json(SUCCESS, 201);
}

/** POST pods/binding and bindings. k8s: BindingREST */
export function bindAnswer(call: Call, kind: Kind): Answer {
  const binding = readObject(call.contentType, call.body, 'Binding');
  const name = call.info.name ?? textAt(binding, 'metadata', 'name');
  const uid = textAt(binding, 'metadata', 'uid');
  const pod = mustFind({ ...call, info: { ...call.info, name } }, kind) as Pod;
  const bound = { ...pod, metadata: { ...pod.metadata, ...(uid === '' ? {} : { uid }) }, spec: { ...pod.spec, nodeName: textAt(binding, 'target', 'name') } };
  call.api.update(bound as KubeObject, { ...writeOptions(call, 'CreateOptions'), subresource: 'binding' });
  return json(SUCCESS, 201);
}

/** GET pods/log. k8s: LogREST, kubelet containerLogs */
export function logAnswer(call: Call, kind: Kind): Answer {
  const { query, served } = call;
  const source = sourceOf(call, mustFind(call, kind) as Pod);
  const options = logOptions(call);
  const run = openLog(served.cluster.runtime, source, isTrue(query.get('previous')));
  const text = run === undefined ? '' : linesOf(run.log(), source, options);
  if (run === undefined || !isTrue(query.get('follow'))) return { code: 200, type: 'text', text };
  return {
    code: 200, type: 'stream', contentType: 'text/plain',
    start: (sink) => {
      const leave = served.waiter();
      sink.write(text);
      const stops = [run.onLog((line) => sink.write(logLine(line, source, options))), run.onExit(sink.end)];
      return () => {
        leave();
        for (const stop of stops) stop();
      };
    },
  };
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}

function sourceOf({ query }: Call, pod: Pod): LogSource {
  const wanted = query.get('container') ?? '';
  return { pod, container: containerNamed(pod, wanted) };
}

/** The container of a request; the only one where none is named. k8s: podutils, registry/core/pod LogLocation */
export function containerNamed(pod: Pod, wanted: string): string {
  const { name } = pod.metadata;
  if (wanted !== '') {
    if (findContainer(pod, wanted) === undefined) throw badRequest(`container ${wanted} is not valid for pod ${name}`);
    return wanted;
  }
  const { containers, initContainers = [] } = pod.spec;
  const [first] = containers;
  if (containers.length === 1 && first !== undefined) return first.name;
  const names = containers.map((container) => container.name).join(' ');
  const others = initContainers.length === 0 ? '' : ` or one of the init containers: [${initContainers.map((container) => container.name).join(' ')}]`;
  if (containersOf(pod).length === 0) throw badRequest(`a container name must be specified for pod ${name}`);
  throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${names}]${others}`);
}

function logOptions({ query, served }: Call): LogOptions {
  const number = (name: string) => {
    const text = query.get(name);
    if (text !== null && !/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
    return text === null ? undefined : Number(text);
  };
  const [sinceSeconds, tail, limitBytes] = [number('sinceSeconds'), number('tailLines'), number('limitBytes')];
  const sinceTime = query.get('sinceTime');
  const sinceUnixMs = sinceTime === null ? (sinceSeconds === undefined ? undefined : served.cluster.unixNow() - sinceSeconds * 1000) : parseRfc3339(sinceTime);
  return { sinceUnixMs, tail, limitBytes, hasTimestamps: isTrue(query.get('timestamps')), hasPrefix: false };
}
