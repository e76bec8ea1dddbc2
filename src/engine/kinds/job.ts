import type { Condition, KubeObject, LabelSelector } from './object.ts';
import type { PodTemplateSpec } from './pod.ts';

export interface Job extends KubeObject {
  readonly spec: {
    readonly parallelism?: number;
    readonly completions?: number;
    readonly activeDeadlineSeconds?: number;
    readonly backoffLimit?: number;
    readonly selector?: LabelSelector;
    readonly manualSelector?: boolean;
    readonly template: PodTemplateSpec;
    readonly ttlSecondsAfterFinished?: number;
    readonly completionMode?: string;
    readonly suspend?: boolean;
    readonly podReplacementPolicy?: string;
  };
  readonly status: {
    readonly active?: number;
    readonly ready?: number;
    readonly terminating?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly startTime?: string;
    readonly completionTime?: string;
    readonly uncountedTerminatedPods?: unknown;
    readonly conditions?: readonly Condition[];
  };
}
