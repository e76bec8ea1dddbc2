import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { StoredChange } from '../api.ts';

/** One write on its way to the storage. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly kind: Kind;
  readonly object: KubeObject;
  /** What is stored now; undefined on CREATE. */
  readonly old?: KubeObject | undefined;
  /** Receives the text of a warning for the client. */
  readonly warn?: ((text: string) => void) | undefined;
}

/** A rule of the API server about writes. Refuses by throwing an ApiError. k8s: admission plugins */
export interface AdmissionPlugin {
  /** The kinds that it is asked about; absent means all. */
  readonly kinds?: readonly string[];
  /** Before validation: may change the object. */
  readonly mutate?: (request: AdmissionRequest) => KubeObject;
  /** After validation: may only refuse. */
  readonly validate?: (request: AdmissionRequest) => void;
  /** Sees each change once it is stored; must not write. */
  readonly stored?: (change: StoredChange) => void;
}

/** All plugins as one; asked in their order. */
export interface Admission {
  mutate(request: AdmissionRequest): KubeObject;
  validate(request: AdmissionRequest): void;
  stored(change: StoredChange): void;
}

/** Runs the plugins one after the other. */
export function createAdmission(plugins: readonly AdmissionPlugin[]): Admission {
  const concerned = new Map<string, readonly AdmissionPlugin[]>();
  const pluginsFor = (kind: string): readonly AdmissionPlugin[] => {
    let found = concerned.get(kind);
    if (found === undefined) {
      found = plugins.filter(({ kinds }) => kinds?.includes(kind) ?? true);
      concerned.set(kind, found);
    }
    return found;
  };

  return {
    mutate: (request) => {
      let { object } = request;
      for (const { mutate } of pluginsFor(request.kind.kind)) object = mutate?.({ ...request, object }) ?? object;
      return object;
    },
    validate: (request) => {
      for (const { validate } of pluginsFor(request.kind.kind)) validate?.(request);
    },
    stored: (change) => {
      for (const { stored } of pluginsFor(change.object.kind)) stored?.(change);
    },
  };
}
