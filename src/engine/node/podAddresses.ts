import type { NodeProfile } from '../profile.ts';

/** The addresses of one node's pods: given out in order, and not again soon after they came back. k8s: host-local IPAM */
export interface PodAddresses {
  /** The next free address, or undefined when all are taken. */
  take(): string | undefined;
  /** Marks an address as taken: a pod has it already. */
  reserve(ip: string): void;
  release(ip: string): void;
  /** `10.100.1.1-10.100.1.254`: for the text of the failure. */
  readonly range: string;
}

export function createPodAddresses({ podCidr, firstPodHost }: Pick<NodeProfile, 'podCidr' | 'firstPodHost'>): PodAddresses {
  const [base = '0.0.0.0', bits = '24'] = podCidr.split('/');
  const first = numberOf(base);
  const size = 2 ** (32 - Number(bits));
  const taken = new Set<number>();
  let next = first + firstPodHost;

  return {
    take: () => {
      for (let tried = 0; tried < size; tried += 1) {
        // Neither the network's own address, nor the bridge's, nor the broadcast address.
        if (next >= first + size - 1) next = first + 2;
        const candidate = next;
        next += 1;
        if (taken.has(candidate)) continue;
        taken.add(candidate);
        return textOf(candidate);
      }
      return undefined;
    },
    reserve: (ip) => {
      taken.add(numberOf(ip));
    },
    release: (ip) => {
      taken.delete(numberOf(ip));
    },
    range: `${textOf(first + 1)}-${textOf(first + size - 2)}`,
  };
}

function numberOf(ip: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

function textOf(value: number): string {
  return `${(value >>> 24) & 255}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}
