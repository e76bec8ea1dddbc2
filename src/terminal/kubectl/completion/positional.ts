import type { CompletionAnswer } from '../../process/completion.ts';
import type { KubectlContext } from '../command.ts';
import { configNames, containerNames, objectNames, portPairs, typeNames } from './names.ts';
import type { Typed } from './typed.ts';

/** What stands for the next argument of a subcommand; undefined leaves it to file names. */
type Rule = (typed: Typed, context: KubectlContext) => CompletionAnswer;

export const NOTHING: CompletionAnswer = { candidates: [] };

export function answer(texts: readonly string[], options: { readonly noSpace?: boolean } = {}): CompletionAnswer {
  return { candidates: texts.map((text) => ({ text })), ...options };
}

const without = (texts: readonly string[], used: readonly string[]) => texts.filter((text) => !used.includes(text));

/** `TYPE NAME…` or `TYPE/NAME…`. k8s: completion ResourceTypeAndNameCompletionFunc */
const typeAndNames: Rule = ({ args, current }, context) => {
  const [type] = args;
  if (type === undefined) return current.includes('/') ? slashNames(context, current, []) : typesFor(context, current);
  if (type.includes('/')) {
    if (current.includes('/')) return slashNames(context, current, args);
    return answer(typeNames(context).map((name) => `${name}/`), { noSpace: true });
  }
  return type.includes(',') ? NOTHING : answer(without(objectNames(context, type), args.slice(1)));
};

/** After a comma another type begins. */
function typesFor(context: KubectlContext, current: string): CompletionAnswer {
  const head = current.slice(0, current.lastIndexOf(',') + 1);
  const chosen = head.split(',');
  return answer(without(typeNames(context), chosen).map((type) => head + type));
}

/** `sts/` and what follows it. */
function slashNames(context: KubectlContext, current: string, used: readonly string[]): CompletionAnswer {
  const type = current.slice(0, current.indexOf('/'));
  return answer(without(objectNames(context, type).map((name) => `${type}/${name}`), used));
}

/** One of a few types, then names of it: all, or only one. */
const someTypes = (types: readonly string[], only: 'one' | 'many'): Rule => ({ args, current }, context) => {
  const [type] = args;
  if (type === undefined) return current.includes('/') ? slashNames(context, current, []) : answer(types);
  if (type.includes('/') || (only === 'one' && args.length > 1)) return NOTHING;
  return answer(without(objectNames(context, type), args.slice(1)));
};

const POD_OWNERS = ['daemonsets/', 'deployments/', 'pods/', 'jobs/', 'replicasets/', 'replicationcontrollers/', 'services/', 'statefulsets/'];

/** A pod, or what has pods; then what `next` has to offer. */
const podThen = (next: (context: KubectlContext, target: string) => readonly string[]): Rule => ({ args, current }, context) => {
  const [target] = args;
  if (target !== undefined) return answer(next(context, target));
  if (current.includes('/')) return slashNames(context, current, []);
  const pods = objectNames(context, 'pods');
  return pods.some((pod) => pod.startsWith(current) && current !== '') ? answer(pods) : answer([...pods, ...POD_OWNERS], { noSpace: true });
};

const names = (type: string): Rule => ({ args }, context) => answer(without(objectNames(context, type), args));
const oneName = (type: string): Rule => ({ args }, context) => (args.length > 0 ? NOTHING : answer(objectNames(context, type)));
const oneOf = (texts: readonly string[]): Rule => ({ args }) => (args.length > 0 ? NOTHING : answer(texts));
const fromConfig = (list: 'contexts' | 'clusters' | 'users'): Rule => ({ args }, context) => (args.length > 0 ? NOTHING : answer(configNames(context, list)));

/** `<pod>:`, `<namespace>/`, or a path here. */
const copySides: Rule = ({ args, current }, context) => {
  if (args.length > 1 || current.includes(':')) return NOTHING;
  const namespace = /^([^/.]+)\//.exec(current)?.[1];
  if (namespace !== undefined) return answer(context.api.list('Pod', { namespace }).map(({ metadata }) => `${namespace}/${metadata.name}:`), { noSpace: true });
  if (/^[./]/.test(current)) return { candidates: [], filesInstead: true };
  const here = objectNames(context, 'pods').map((pod) => `${pod}:`);
  return { ...answer([...objectNames(context, 'namespaces').map((name) => `${name}/`), ...here, './', '/'], { noSpace: true }), filesInstead: true };
};

const taintTargets: Rule = ({ args }, context) => (args.length === 0 ? answer(['node']) : answer(without(objectNames(context, 'nodes'), args.slice(1))));

/** `help rollout`: the words that lead to subcommands. */
const helpWords: Rule = ({ tree, args }) => ({ candidates: tree.childrenOf(args).map(({ path, short }) => ({ text: path.at(-1) ?? '', description: short })) });

const ROLLOUT_TYPES = ['deployment', 'daemonset', 'statefulset'];
const SCALABLE_TYPES = ['deployment', 'replicaset', 'replicationcontroller', 'statefulset'];

/** k8s: completion. By the words of the subcommand; what is not here completes nothing. */
export const POSITIONAL: Readonly<Record<string, Rule>> = {
  get: typeAndNames,
  describe: typeAndNames,
  delete: typeAndNames,
  edit: typeAndNames,
  label: typeAndNames,
  annotate: typeAndNames,
  patch: typeAndNames,
  debug: typeAndNames,
  'apply edit-last-applied': typeAndNames,
  'apply view-last-applied': typeAndNames,
  exec: podThen(() => []),
  attach: podThen(() => []),
  logs: podThen(containerNames),
  'port-forward': podThen(portPairs),
  'rollout history': someTypes(ROLLOUT_TYPES, 'one'),
  'rollout restart': someTypes(ROLLOUT_TYPES, 'one'),
  'rollout status': someTypes(ROLLOUT_TYPES, 'one'),
  'rollout undo': someTypes(ROLLOUT_TYPES, 'one'),
  'rollout pause': someTypes(['deployment'], 'one'),
  'rollout resume': someTypes(['deployment'], 'one'),
  scale: someTypes(SCALABLE_TYPES, 'many'),
  autoscale: someTypes(SCALABLE_TYPES, 'many'),
  'set image': someTypes(['daemonsets', 'deployments', 'pods', 'cronjobs', 'replicasets', 'replicationcontrollers', 'statefulsets'], 'many'),
  expose: someTypes(['pod', 'service', 'replicationcontroller', 'deployment', 'replicaset'], 'one'),
  cordon: names('nodes'),
  uncordon: names('nodes'),
  drain: names('nodes'),
  'top node': oneName('nodes'),
  'top pod': oneName('pods'),
  taint: taintTargets,
  'config use-context': fromConfig('contexts'),
  'config set-context': fromConfig('contexts'),
  'config delete-context': fromConfig('contexts'),
  'config rename-context': fromConfig('contexts'),
  'config delete-cluster': fromConfig('clusters'),
  'config delete-user': fromConfig('users'),
  cp: copySides,
  completion: oneOf(['powershell', 'bash', 'zsh', 'fish']),
  help: helpWords,
  run: () => NOTHING,
  'api-resources': () => NOTHING,
  'api-versions': () => NOTHING,
  'cluster-info': () => NOTHING,
  version: () => NOTHING,
};
