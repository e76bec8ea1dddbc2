import type { KubeObject, Labels } from './object.ts';

export interface Secret extends KubeObject {
  /** Values are base64. */
  readonly data?: Labels;
  readonly stringData?: Labels;
  readonly type?: string;
  readonly immutable?: boolean;
}
