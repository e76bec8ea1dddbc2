import { controllerOf } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';

export interface DrainOptions {
  readonly force: boolean;
  readonly ignoresDaemonSets: boolean;
  readonly deletesEmptyDir: boolean;
  /** Is the controller that a pod names still there? */
  readonly ownerExists: (kind: string, namespace: string | undefined, name: string) => boolean;
}

/** Which pods go, and what stands against it. */
export interface DrainPlan {
  readonly pods: readonly Pod[];
  /** Reasons to drain nothing at all. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** What the filters say about one pod. */
interface Verdict {
  readonly goes: boolean;
  readonly problem?: string;
  readonly warning?: string;
}

const GOES: Verdict = { goes: true };
const STAYS: Verdict = { goes: false };

/** Sorts the pods of a node into those to evict and reasons not to. k8s: kubectl/pkg/drain filters */
export function planDrain(pods: readonly Pod[], options: DrainOptions): DrainPlan {
  const going: Pod[] = [];
  const problems = new Map<string, string[]>();
  const warnings = new Map<string, string[]>();
  for (const pod of pods) {
    const verdict = judge(pod, options);
    if (verdict.goes) going.push(pod);
    if (verdict.problem !== undefined) note(problems, verdict.problem, pod);
    if (verdict.warning !== undefined) note(warnings, verdict.warning, pod);
  }
  const told = (notes: Map<string, string[]>) => [...notes].map(([text, names]) => `${text}: ${names.join(', ')}`);
  return { pods: going, problems: told(problems).map((text) => `cannot delete ${text}`), warnings: told(warnings) };
}

function note(notes: Map<string, string[]>, text: string, pod: Pod): void {
  notes.set(text, [...(notes.get(text) ?? []), `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`]);
}

/** The filters in turn; the first that keeps a pod ends it, otherwise the last word counts, warning and all. */
function judge(pod: Pod, options: DrainOptions): Verdict {
  let verdict = GOES;
  for (const filter of [daemonSetVerdict, mirrorVerdict, localDataVerdict, controllerVerdict]) {
    verdict = filter(pod, options);
    if (!verdict.goes) return verdict;
  }
  return verdict;
}

function isFinished(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

function daemonSetVerdict(pod: Pod, options: DrainOptions): Verdict {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'DaemonSet' || isFinished(pod)) return GOES;
  if (!options.ownerExists('DaemonSet', pod.metadata.namespace, owner.name)) {
    return options.force ? { goes: true, warning: 'deleting Pods with missing DaemonSet' } : { goes: false, problem: 'Pods with missing DaemonSet (use --force to override)' };
  }
  if (!options.ignoresDaemonSets) return { goes: false, problem: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
  return { goes: false, warning: 'ignoring DaemonSet-managed Pods' };
}

function mirrorVerdict(pod: Pod): Verdict {
  return pod.metadata.annotations?.['kubernetes.io/config.mirror'] === undefined ? GOES : STAYS;
}

function localDataVerdict(pod: Pod, options: DrainOptions): Verdict {
  const hasLocalData = pod.spec.volumes?.some((volume) => volume.emptyDir !== undefined) === true;
  if (!hasLocalData || isFinished(pod)) return GOES;
  if (!options.deletesEmptyDir) return { goes: false, problem: 'Pods with local storage (use --delete-emptydir-data to override)' };
  return GOES;
}

/** The doubled "cannot delete" of the message is the real one's. */
function controllerVerdict(pod: Pod, options: DrainOptions): Verdict {
  if (isFinished(pod) || controllerOf(pod) !== undefined) return GOES;
  if (options.force) return { goes: true, warning: 'deleting Pods that declare no controller' };
  return { goes: false, problem: 'cannot delete Pods that declare no controller (use --force to override)' };
}
