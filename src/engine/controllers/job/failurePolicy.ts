import type { Job } from '../../kinds/job.ts';
import type { FailureAction, FailureRule } from '../../kinds/jobPolicies.ts';
import type { ContainerStatus, Pod } from '../../kinds/pod.ts';

/** What the first rule that fits a failed pod makes of it. */
export interface Verdict {
  /** Absent when no rule fits. */
  readonly action?: FailureAction;
  /** Whether it counts as a failure of the Job. */
  readonly counts: boolean;
  /** Which rule that was and why it fits. */
  readonly message: string;
}

const COUNTED: Verdict = { counts: true, message: '' };

/** k8s: job matchPodFailurePolicy */
export function verdictOn({ spec: { podFailurePolicy } }: Job, pod: Pod): Verdict {
  for (const [index, rule] of (podFailurePolicy?.rules ?? []).entries()) {
    const fit = fitOf(rule, pod);
    if (fit !== undefined) return { action: rule.action, counts: rule.action !== 'Ignore', message: `${fit} matching ${rule.action} rule at index ${index}` };
  }
  return COUNTED;
}

/** How a rule fits a pod, undefined when it does not. */
function fitOf({ onExitCodes, onPodConditions = [] }: FailureRule, pod: Pod): string | undefined {
  const { namespace = '', name } = pod.metadata;
  if (onExitCodes !== undefined) {
    const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
    const failed = [...containerStatuses, ...initContainerStatuses].find((status) => fitsCode(onExitCodes, status));
    return failed === undefined ? undefined : `Container ${failed.name} for pod ${namespace}/${name} failed with exit code ${failed.state.terminated?.exitCode ?? 0}`;
  }
  const found = pod.status.conditions?.find((condition) => onPodConditions.some(({ type, status }) => type === condition.type && status === condition.status));
  return found === undefined ? undefined : `Pod ${namespace}/${name} has condition ${found.type}`;
}

function fitsCode({ containerName, operator, values }: NonNullable<FailureRule['onExitCodes']>, { name, state }: ContainerStatus): boolean {
  const code = state.terminated?.exitCode ?? 0;
  if (code === 0 || (containerName !== undefined && containerName !== name)) return false;
  return values.includes(code) === (operator === 'In');
}
