import { defineKind } from './defineKind.ts';
import type { Kind } from './kind.ts';
import type { KubeObject } from './object.ts';

export interface ServiceAccount extends KubeObject {
  readonly automountServiceAccountToken?: boolean;
  readonly secrets?: readonly { readonly name?: string }[];
  readonly imagePullSecrets?: readonly { readonly name?: string }[];
}

export const serviceAccountKind: Kind<ServiceAccount> = defineKind<ServiceAccount>({
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  shortNames: ['sa'],
  generation: 'none',
});
