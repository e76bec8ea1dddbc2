import type { Container, Pod } from '../kinds/pod.ts';
import type { Why } from '../why.ts';
import { isSidecar } from './podStatus.ts';

/** A container as the plan sees it: what its newest run does. */
export interface ContainerView {
  readonly isRunning: boolean;
  /** Undefined while it runs. */
  readonly exitCode: number | undefined;
  /** The image that the run was made from, as the pod named it then. */
  readonly image: string;
  /** The startup probe has succeeded, or there is none. */
  readonly isStarted: boolean;
  /** A probe has failed often enough to end it. */
  readonly failedProbe: 'liveness' | 'startup' | undefined;
}

/** A pod as the plan sees it. */
export interface PodView {
  readonly pod: Pod;
  readonly hasVolumes: boolean;
  readonly hasSandbox: boolean;
  /** The newest run of a container; undefined before the first. */
  readonly container: (name: string) => ContainerView | undefined;
  /** The pause before a container may start again; undefined when it may. */
  readonly backOff: (name: string) => { readonly delayMs: number; readonly untilMs: number } | undefined;
}

export type Step = (
  | { readonly do: 'mountVolumes' }
  | { readonly do: 'createSandbox' }
  /** End a container in place; `message` is the text of its Killing event. */
  | { readonly do: 'kill'; readonly container: Container; readonly message: string; readonly probe: 'liveness' | 'startup' | undefined }
  | { readonly do: 'start'; readonly container: Container; readonly isInit: boolean }
  | { readonly do: 'backOff'; readonly container: Container; readonly isInit: boolean; readonly delayMs: number; readonly untilMs: number }
  /** Nothing runs and nothing will: the pod has ended. */
  | { readonly do: 'finish' }
  | { readonly do: 'wait' }
) & { readonly why?: Why };

/**
 * Decides the next steps for one pod on its node from what runs there. The steps are done one after the other;
 * the pod is looked at again when one of its containers has changed. k8s: kuberuntime computePodActions
 */
export function planPod(view: PodView): readonly Step[] {
  if (isFinished(view)) return [{ do: 'finish', why: why('kubelet.finish', { pod: view.pod.metadata.name }) }];
  const before: Step[] = [];
  if (!view.hasVolumes) before.push({ do: 'mountVolumes' });
  if (!view.hasSandbox) before.push({ do: 'createSandbox' });
  return [...before, ...ephemeralSteps(view), ...containerSteps(view)];
}

/** Each is started once, as soon as there is a sandbox; what becomes of it is nobody's business. */
function ephemeralSteps(view: PodView): readonly Step[] {
  return (view.pod.spec.ephemeralContainers ?? [])
    .filter(({ name }) => view.container(name) === undefined)
    .map((container) => ({ do: 'start', container, isInit: false, why: why('kubelet.startContainer', { container: container.name, exitCode: 0 }) }));
}

function containerSteps(view: PodView): readonly Step[] {
  const { initContainers = [], containers } = view.pod.spec;
  const isInitialized = containers.some(({ name }) => view.container(name) !== undefined);
  const sidecars = initContainers.filter(isSidecar);
  const kills = [...containers, ...sidecars].flatMap((container) => killStep(view, container));
  if (isInitialized) return [...kills, ...sidecars.flatMap((container) => startStep(view, container, true)), ...containers.flatMap((container) => startStep(view, container, false))];

  for (const container of initContainers) {
    const run = view.container(container.name);
    if (run === undefined || killStep(view, container).length > 0 || (!run.isRunning && (isSidecar(container) || run.exitCode !== 0))) {
      return [...kills, ...startStep(view, container, true)];
    }
    const isDone = isSidecar(container) ? run.isStarted : !run.isRunning;
    if (!isDone) return [...kills, { do: 'wait', why: why('kubelet.initRunning', { container: container.name }) }];
  }
  return [...kills, ...containers.flatMap((container) => startStep(view, container, false))];
}

function killStep(view: PodView, container: Container): readonly Step[] {
  const run = view.container(container.name);
  if (run?.isRunning !== true) return [];
  const { name } = container;
  if (run.image !== container.image) {
    return [{ do: 'kill', container, probe: undefined, message: `Container ${name} definition changed, will be restarted`, why: why('kubelet.killChanged', { container: name, image: container.image ?? '' }) }];
  }
  if (run.failedProbe === undefined) return [];
  return [{ do: 'kill', container, probe: run.failedProbe, message: `Container ${name} failed ${run.failedProbe} probe, will be restarted`, why: why('kubelet.killProbe', { container: name, probe: run.failedProbe }) }];
}

function startStep(view: PodView, container: Container, isInit: boolean): readonly Step[] {
  const run = view.container(container.name);
  const isKilledNow = killStep(view, container).length > 0;
  if (run !== undefined && run.isRunning && !isKilledNow) return [];
  if (!mayRestart(view.pod, container, isKilledNow ? 137 : run?.exitCode)) return [];
  const held = view.backOff(container.name);
  if (held !== undefined) {
    return [{ do: 'backOff', container, isInit, ...held, why: why('kubelet.crashLoop', { container: container.name, seconds: Math.round(held.delayMs / 1000), exitCode: run?.exitCode ?? 0 }) }];
  }
  const code = run === undefined ? 'kubelet.startContainer' : 'kubelet.restartContainer';
  return [{ do: 'start', container, isInit, why: why(code, { container: container.name, exitCode: run?.exitCode ?? 0 }) }];
}

/** k8s: kubecontainer ShouldContainerBeRestarted */
function mayRestart(pod: Pod, container: Container, exitCode: number | undefined): boolean {
  if (exitCode === undefined || isSidecar(container)) return true;
  const { restartPolicy = 'Always' } = pod.spec;
  return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0);
}

/** Have all containers ended for good, or has an init container failed for good? */
function isFinished({ pod, container }: PodView): boolean {
  const { initContainers = [], containers } = pod.spec;
  const endedForGood = (each: Container, exitCode: number | undefined) => exitCode !== undefined && !mayRestart(pod, each, exitCode);
  const hasFailedInit = initContainers.some((each) => {
    const exitCode = container(each.name)?.exitCode;
    return !isSidecar(each) && exitCode !== 0 && endedForGood(each, exitCode);
  });
  return hasFailedInit || containers.every((each) => endedForGood(each, container(each.name)?.exitCode));
}

function why(code: string, params: Why['params']): Why {
  return { code, params };
}
