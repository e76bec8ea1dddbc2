import { dumpDiff } from './dumpDiff.ts';
import { goDump, type Dump } from './goDump.ts';
import type { EphemeralContainer, PodSpec } from './pod.ts';

/** What changed between two pod specs, line by line, as the API server shows it. */
export function podSpecDiff(old: PodSpec, next: PodSpec): string {
  return dumpDiff(dumpPodSpec(old), dumpPodSpec(next));
}

/** The same for an ephemeral container. */
export function ephemeralContainerDiff(old: EphemeralContainer, next: EphemeralContainer): string {
  return dumpDiff(goDump('EphemeralContainer', { ...old }), goDump('EphemeralContainer', { ...next }));
}

/** The internal type keeps the host's namespaces in the security context. */
function dumpPodSpec(spec: PodSpec): Dump {
  const { hostNetwork, shareProcessNamespace, ...rest } = spec as PodSpec & Readonly<Record<'hostPID' | 'hostIPC' | 'hostUsers', unknown>>;
  const { hostPID, hostIPC, hostUsers } = rest;
  return goDump('PodSpec', {
    ...rest,
    securityContext: { ...rest.securityContext, hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostUsers },
  });
}
