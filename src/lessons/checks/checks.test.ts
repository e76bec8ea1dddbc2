import { expect, it } from 'vitest';
import type { Check } from '../check.ts';
import { givenObject, givenTraffic, readIn, type GivenView } from './givenView.ts';
import { predicates } from './index.ts';

const WEB = { of: { kind: 'StatefulSet', name: 'web' } } as const;
const POD_0 = { kind: 'Pod', name: 'web-0' } as const;
const set = givenObject('StatefulSet', 'web', { spec: { replicas: 3 }, status: { updateRevision: 'web-new', readyReplicas: 2, conditions: [{ type: 'Good', status: 'True' }] } });
const revisionOf = (name: string) => givenObject('ControllerRevision', name, {}, { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'set' }] });
const event = givenObject('Event', 'e', { reason: 'FailedScheduling', message: '0/4 nodes', involvedObject: { kind: 'Pod', name: 'web-0', namespace: 'default' } });
const eventSeen: GivenView = { view: { changes: [{ atMs: 0, type: 'ADDED', object: event }] } };
const traffic = (...of: readonly ReturnType<typeof givenTraffic>[]): GivenView => ({ pods: 'web-0 web-1', view: { traffic: of } });
const a = (data: string) => ({ name: 'x', type: 'A' as const, ttl: 30, data });
const at = { atMs: 0 };

/** check; world; what it has and wants; met or not. */
const table: readonly (readonly [Check, GivenView, string])[] = [
  [{ check: 'ready', pods: WEB, count: 2 }, { pods: 'web-0 web-1?' }, '1/2 partly'],
  [{ check: 'ready', pods: WEB, count: 2 }, { pods: 'web-0 web-1 web-2' }, '3/2 met'],
  [{ check: 'ready', pods: WEB, count: 2, exactly: true }, { pods: 'web-0 web-1 web-2-' }, '2/2 open'],
  [{ check: 'ready', pods: { pod: 'web-0' }, count: 1 }, { pods: 'web-0-' }, '0/1 open'],
  [{ check: 'ready', pods: { selector: 'app=web' }, count: 1 }, { pods: 'web-0' }, '1/1 met'],
  [{ check: 'object', object: POD_0, exists: true }, { pods: 'web-0' }, '1/1 met'],
  [{ check: 'object', object: POD_0, exists: false }, { pods: 'web-0' }, '0/1 open'],
  [{ check: 'object', object: { ...POD_0, namespace: 'other' }, exists: true }, { pods: 'web-0' }, '0/1 open'],
  [{ check: 'objects', kind: 'Pod', prefix: 'web-', count: 2 }, { pods: 'web-0 web-1 web-2' }, '3/2 open'],
  [{ check: 'objects', kind: 'Pod', selector: 'app=web', count: 2, compare: 'atLeast' }, { pods: 'web-0 web-1 web-2' }, '3/2 met'],
  [{ check: 'objects', kind: 'Pod', selector: 'app=db', count: 0 }, { pods: 'web-0' }, '0/0 met'],
  [{ check: 'field', object: { kind: 'StatefulSet', name: 'web' }, path: 'spec.replicas', equals: 3 }, { objects: [set] }, '1/1 met'],
  [{ check: 'field', object: { kind: 'StatefulSet', name: 'web' }, path: 'spec.replicas', differs: 3 }, { objects: [set] }, '0/1 open'],
  [{ check: 'field', object: { kind: 'StatefulSet', name: 'web' }, path: 'spec.paused', equals: null }, { objects: [set] }, '1/1 met'],
  [{ check: 'field', object: { kind: 'StatefulSet', name: 'web' }, path: 'spec.paused', equals: null }, {}, '0/1 open'],
  [{ check: 'field', object: { kind: 'StatefulSet', name: 'web' }, path: 'status.readyReplicas', atLeast: 3 }, { objects: [set] }, '2/3 partly'],
  [{ check: 'field', object: POD_0, path: "metadata.labels['controller-revision-hash']", contains: 'new' }, { pods: 'web-0*' }, '1/1 met'],
  [{ check: 'sameFields', object: POD_0, path: 'status.podIP', other: { kind: 'Pod', name: 'web-1' }, otherPath: 'status.podIP', equal: false }, { pods: 'web-0 web-1' }, '1/1 met'],
  [{ check: 'condition', object: { kind: 'StatefulSet', name: 'web' }, type: 'Good', status: 'True' }, { objects: [set] }, '1/1 met'],
  [{ check: 'podStatus', pod: 'web-0', status: 'Terminating' }, { pods: 'web-0-' }, '1/1 met'],
  [{ check: 'podStatus', pod: 'web-0', status: ['Pending', 'Running'] }, { pods: 'web-0' }, '1/1 met'],
  [{ check: 'revision', set: 'web', ordinals: [1, 2], isNew: true }, { pods: 'web-1 web-2*', objects: [set] }, '1/2 partly'],
  [{ check: 'revision', set: 'web', ordinals: [1], isNew: false }, { pods: 'web-1 web-2*', objects: [set] }, '1/1 met'],
  [{ check: 'revisions', set: 'web', count: 2 }, { objects: [revisionOf('a'), revisionOf('b')] }, '2/2 met'],
  [{ check: 'changed', object: POD_0, path: 'metadata.uid' }, { pods: "web-0 | web-0× web-0'" }, '1/1 met'],
  [{ check: 'changed', object: POD_0, path: 'metadata.uid' }, { pods: 'web-0 | web-0×' }, '0/1 open'],
  [{ check: 'kept', object: POD_0, path: 'metadata.uid' }, { pods: 'web-0 | web-0?' }, '1/1 met'],
  [{ check: 'kept', object: POD_0, path: 'metadata.uid' }, { pods: "web-0 | web-0× web-0'" }, '0/1 open'],
  [{ check: 'order', what: 'created', names: ['web-0', 'web-1'] }, { pods: 'web-0? web-1' }, '2/2 met'],
  [{ check: 'order', what: 'created', names: ['web-0', 'web-1'], oneByOne: true }, { pods: 'web-0? web-1 web-0' }, '1/2 partly'],
  [{ check: 'order', what: 'created', names: ['web-0', 'web-1'], oneByOne: true }, { pods: 'web-0? web-0 web-1' }, '2/2 met'],
  [{ check: 'order', what: 'deleted', names: ['web-1', 'web-0'], oneByOne: true }, { pods: 'web-0 web-1 | web-1- web-0- web-1×' }, '1/2 partly'],
  [{ check: 'order', what: 'deleted', names: ['web-1', 'web-0'], oneByOne: true }, { pods: 'web-0 web-1 | web-1- web-1× web-0-' }, '2/2 met'],
  [{ check: 'order', what: 'deleted', names: ['web-1', 'web-0'] }, { pods: 'web-0 web-1 | web-0- web-1-' }, '1/2 partly'],
  [{ check: 'order', what: 'gone', names: ['web-1'] }, { pods: 'web-1 web-1× | web-1' }, '0/1 open'],
  [{ check: 'order', what: 'ready', names: ['web-0', 'web-1'] }, { pods: 'web-0? web-1? web-0 web-1' }, '2/2 met'],
  [{ check: 'together', what: 'created', names: ['web-0', 'web-1'], withinMs: 1000 }, { pods: 'web-0 web-1' }, '2/2 met'],
  [{ check: 'together', what: 'deleted', names: ['web-0', 'web-1'], withinMs: 1000 }, { pods: 'web-0 web-1 | web-0- web-0× web-1-' }, '1/2 partly'],
  [{ check: 'incarnations', object: POD_0, count: 2 }, { pods: "web-0 | web-0× web-0'" }, '2/2 met'],
  [{ check: 'neverTwo', pod: 'web-0' }, { view: { twins: [{ ...at, namespace: 'default', pod: 'web-0' }] } }, '0/1 open'],
  [{ check: 'neverTwo', pod: 'web-0', ever: true }, { view: { twins: [{ ...at, namespace: 'default', pod: 'web-0' }] } }, '1/1 met'],
  [{ check: 'neverFewerReady', pods: WEB, count: 2 }, { pods: 'web-0 web-1 web-2 | web-2- web-2' }, '2/2 met'],
  [{ check: 'neverFewerReady', pods: WEB, count: 2 }, { pods: 'web-0 web-1 | web-1- web-1' }, '1/2 partly'],
  [{ check: 'event', reason: 'FailedScheduling', about: POD_0, message: '0/4' }, eventSeen, '1/1 met'],
  [{ check: 'event', reason: 'FailedScheduling', about: { kind: 'Pod', name: 'web-1' } }, eventSeen, '0/1 open'],
  [{ check: 'why', code: 'statefulset.waitReady', about: POD_0 }, { view: { explanations: [{ code: 'statefulset.waitReady', params: {}, ...at, actor: '', about: POD_0, kind: 'wait' }] } }, '1/1 met'],
  [{ check: 'request', verb: 'list', kind: 'Pod' }, { view: { requests: [{ ...at, verb: 'list', kind: 'Pod' }] } }, '1/1 met'],
  [{ check: 'request', verb: 'get', kind: 'Pod', name: 'web-1' }, { view: { requests: [{ ...at, verb: 'get', kind: 'Pod', name: 'web-0' }] } }, '0/1 open'],
  [{ check: 'ended', program: 'curl', exitCode: 6 }, { view: { ended: [{ ...at, program: 'curl', exitCode: 0 }] } }, '0/1 open'],
  [{ check: 'ended', program: 'curl' }, { view: { ended: [{ ...at, program: 'curl', exitCode: 0 }] } }, '1/1 met'],
  [{ check: 'dns', name: 'web.x', pods: WEB }, { pods: 'web-0 web-1', view: { recordsFor: () => [a('10.0.0.0')] } }, '1/2 partly'],
  [{ check: 'dns', name: 'web.x', pods: WEB }, { pods: 'web-0', view: { recordsFor: () => [a('10.0.0.0'), a('10.9.9.9')] } }, '1/1 open'],
  [{ check: 'dns', name: 'web.x', answers: 0 }, {}, '0/0 met'],
  [{ check: 'asked', name: '*.web.x', addressesOf: WEB, outcome: 'ok' }, traffic(givenTraffic('dns', 'dns-test', 'ok', 'A? web-0.web.x', '10.0.0.0')), '1/2 partly'],
  [{ check: 'asked', name: 'web.y', outcome: 'nxdomain', from: { pod: 'dns-test' } }, traffic(givenTraffic('dns', 'dns-test', 'nxdomain', 'A? web.y', 'NXDOMAIN')), '1/1 met'],
  [{ check: 'asked', name: 'web.y', from: { pod: 'other' } }, traffic(givenTraffic('dns', 'dns-test', 'nxdomain', 'A? web.y', 'NXDOMAIN')), '0/1 open'],
  [{ check: 'ping', to: { pod: 'web-0' }, count: 2 }, traffic(givenTraffic('icmp', 'dns-test>web-0', 'ok'), givenTraffic('icmp', 'dns-test>web-1', 'ok')), '1/2 partly'],
  [{ check: 'ping', to: { service: 'svc-web' }, count: 1, outcome: 'timeout' }, traffic(givenTraffic('icmp', 'dns-test>svc-web', 'timeout')), '1/1 met'],
  [{ check: 'http', to: { service: 'svc-web' }, bodies: ['one', 'two'] }, traffic(givenTraffic('http', 'a>svc-web>web-0', 'ok', 'GET /', '200 one'), givenTraffic('http', 'a>web-1', 'ok', 'GET /', '200 two')), '1/2 partly'],
  [{ check: 'http', to: { pod: 'web-0' }, status: 403 }, traffic(givenTraffic('http', 'a>web-0', 'ok', 'GET /', '403 no')), '1/1 met'],
  [{ check: 'http', to: { pod: 'web-0' }, outcome: 'refused' }, traffic(givenTraffic('http', 'a>web-0', 'refused')), '1/1 met'],
  [{ check: 'file', on: { pod: 'web-0' }, path: '/x', equals: 'sts0' }, { view: { file: () => 'sts0\n' } }, '1/1 met'],
  [{ check: 'file', on: { node: 'n' }, path: '/x', contains: 'b' }, { view: { file: () => 'abc' } }, '1/1 met'],
  [{ check: 'file', on: { claim: 'c' }, path: '/x', exists: false }, {}, '1/1 met'],
  [{ check: 'insidePod', pod: 'web-0' }, { pods: 'web-0', view: { terminals: [{ id: 1, isOpen: true, pod: 'web-0', directory: '/' }] } }, '1/1 met'],
  [{ check: 'insidePod', pod: 'web-0' }, { view: { terminals: [{ id: 1, isOpen: true, pod: 'web-0', directory: '/' }] } }, '0/1 open'],
  [{ check: 'directory', path: '/opt/*/x' }, { view: { terminals: [{ id: 1, isOpen: true, pod: undefined, directory: '/opt/data/x' }] } }, '1/1 met'],
  [{ check: 'terminals', count: 2 }, { view: { terminals: [{ id: 1, isOpen: true, pod: undefined, directory: '/' }] } }, '1/2 partly'],
  [{ check: 'fault', fault: 'power', about: 'n1', active: true }, { view: { faults: [{ fault: { fault: 'power', node: 'n1', on: false }, sinceMs: 0, about: { kind: 'Node', name: 'n1' } }] } }, '1/1 met'],
  [{ check: 'fault', fault: 'dns', active: false }, {}, '1/1 met'],
];

it.each(table.map(([check, world, result]) => ({ check, world, result, name: check.check, pods: world.pods ?? '' })))('$name in "$pods" reads $result', ({ check, world, result }) => {
  const [part] = readIn(world, check).parts;
  expect(`${part?.have}/${part?.want} ${part?.state}`).toBe(result);
});

it('tries every predicate of the catalogue', () => {
  expect(Object.keys(predicates).filter((name) => !table.some(([{ check }]) => check === name))).toEqual([]);
});
