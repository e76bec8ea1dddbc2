import type { KubeObject } from './object.ts';

export interface ControllerRevision extends KubeObject {
  /** The stored part of the template: `{spec: {template: {…, $patch: 'replace'}}}`. */
  readonly data: unknown;
  readonly revision: number;
}
