/** What every Kubernetes object has. Objects are plain JSON values, deeply frozen once the API server stored them. */

export type Labels = Readonly<Record<string, string>>;

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  readonly name: string;
  readonly generateName?: string;
  /** Absent on cluster-scoped objects. */
  readonly namespace?: string;
  readonly uid: string;
  /** A decimal number; grows with every stored change of any object. */
  readonly resourceVersion: string;
  readonly generation?: number;
  /** RFC 3339, whole seconds. */
  readonly creationTimestamp: string;
  /** RFC 3339; lies in the future by the grace period. */
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
  readonly managedFields?: readonly unknown[];
}

export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export interface ObjectReference {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly apiVersion?: string;
  readonly resourceVersion?: string;
  readonly fieldPath?: string;
}

/** Names one object of the cluster; `namespace` is absent for cluster-scoped kinds. */
export interface ObjectKey {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
  readonly lastProbeTime?: string | null;
  readonly lastHeartbeatTime?: string;
  readonly lastUpdateTime?: string;
  readonly observedGeneration?: number;
}

/** Metadata of an object that the API server has not stored yet: all but the name may be missing. */
export type NewMeta = Partial<ObjectMeta>;

/** An object as a client sends it. */
export type NewObject<T extends KubeObject = KubeObject> = Omit<T, 'metadata' | 'status'> & {
  readonly metadata: NewMeta;
  readonly status?: unknown;
};

/** The name of an object as a key; the object must carry its kind. */
export function keyOf(object: Pick<KubeObject, 'kind' | 'metadata'>): ObjectKey {
  const { name, namespace } = object.metadata;
  return namespace === undefined ? { kind: object.kind, name } : { kind: object.kind, namespace, name };
}

/** The owner that manages this object, or undefined when nobody does. k8s: metav1.GetControllerOf. */
export function controllerOf(object: { readonly metadata: NewMeta }): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

/** Does any ownerReference name exactly this owner (by uid)? */
export function isOwnedBy(object: { readonly metadata: NewMeta }, owner: { readonly metadata: NewMeta }): boolean {
  const { uid } = owner.metadata;
  return object.metadata.ownerReferences?.some((reference) => reference.uid === uid) === true;
}

/** Is this owner the managing one? k8s: metav1.IsControlledBy. */
export function isControlledBy(object: { readonly metadata: NewMeta }, owner: { readonly metadata: NewMeta }): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid && owner.metadata.uid !== undefined;
}

/** Has deletion been asked for? The object stays until its grace period and its finalizers are over. */
export function isTerminating(object: { readonly metadata: NewMeta }): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}
