import { ageColumn, column, nameColumn } from './columns.ts';
import { fill } from './copyOnWrite.ts';
import { defineKind } from './defineKind.ts';
import { invalid, nonNegative } from './fieldErrors.ts';
import type { FieldError, Kind } from './kind.ts';
import type { KubeObject } from './object.ts';

export interface Lease extends KubeObject {
  readonly spec: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: string;
    readonly renewTime?: string;
    readonly leaseTransitions?: number;
  };
}

export const leaseKind: Kind<Lease> = defineKind<Lease>({
  kind: 'Lease',
  group: 'coordination.k8s.io',
  plural: 'leases',
  generation: 'none',
  defaults: (lease) => fill(lease, { spec: {} }),
  validate: validateLease,
  columns: [nameColumn, column('Holder', (lease) => lease.spec.holderIdentity ?? ''), ageColumn],
});

/** k8s: coordination validation.ValidateLeaseSpec. */
function validateLease({ spec }: Lease): readonly FieldError[] {
  const seconds = spec.leaseDurationSeconds;
  return [
    ...(seconds !== undefined && seconds <= 0 ? [invalid('spec.leaseDurationSeconds', seconds, 'must be greater than 0')] : []),
    ...nonNegative('spec.leaseTransitions', spec.leaseTransitions),
  ];
}
