import type { KubeObject, Labels } from './object.ts';

export interface ConfigMap extends KubeObject {
  readonly data?: Labels;
  readonly binaryData?: Labels;
  readonly immutable?: boolean;
}
