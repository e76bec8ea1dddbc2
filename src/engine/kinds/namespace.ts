import type { Condition, KubeObject } from './object.ts';

export interface Namespace extends KubeObject {
  readonly spec: { readonly finalizers?: readonly string[] };
  readonly status: { readonly phase?: 'Active' | 'Terminating'; readonly conditions?: readonly Condition[] };
}
