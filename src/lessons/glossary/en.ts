/** One word of the glossary: what it is called, and what it is, in two or three sentences. */
export interface GlossaryEntry {
  readonly word: string;
  readonly text: string;
}

/** The words that lessons mark with [[…]], in English. */
export const glossaryEn = {
  'headless-service': { word: 'headless Service', text: 'A Service without a virtual IP; its manifest says `clusterIP: None`. Asked for its name, DNS answers the addresses of all ready pods; asked for `pod.service`, the address of that pod.' },
  service: { word: 'Service', text: 'One name and, unless it is headless, one virtual IP for a group of pods. It picks the pods by their labels, whoever made them.' },
  ordinal: { word: 'ordinal', text: 'The number at the end of a pod\'s name in a StatefulSet. It is the identity: name, claim and place in the order follow from it.' },
  claim: { word: 'claim', text: 'PersistentVolumeClaim: a request for storage. A StatefulSet makes one for each ordinal from its `volumeClaimTemplates` and finds it again by name.' },
  volume: { word: 'volume', text: 'PersistentVolume: a piece of storage that exists by itself. A claim is bound to one, and the pod mounts what the claim is bound to.' },
  provisioner: { word: 'provisioner', text: 'The program behind a StorageClass: it sees a new claim and makes the volume for it.' },
  ready: { word: 'Ready', text: 'The pod says that it can do its work: all containers run and their readiness probes succeed. Services and the order of a StatefulSet go by it.' },
  revision: { word: 'revision', text: 'One version of a set\'s pod template, kept as a ControllerRevision. Its hash stands in the label `controller-revision-hash` of the pods.' },
  partition: { word: 'partition', text: 'The ordinal from which on an update goes. Pods with a smaller ordinal keep the old revision, even when they are made anew.' },
  'ordered-ready': { word: 'OrderedReady', text: 'The default pod management policy: pods are made one after another, each when the one before is Ready, and removed from the highest ordinal down.' },
  endpoint: { word: 'endpoint', text: 'An address behind a Service, listed in an EndpointSlice together with whether it is ready.' },
  taint: { word: 'taint', text: 'A mark on a node that keeps pods away, or drives them off. A pod with a toleration may stay, for some time or for good.' },
  finalizer: { word: 'finalizer', text: 'A name on an object that holds up its removal until somebody has cleaned up. The object is terminating meanwhile.' },
  eviction: { word: 'eviction', text: 'A deletion that asks first: a PodDisruptionBudget may refuse it. `kubectl drain` evicts.' },
  owner: { word: 'owner', text: 'The object that made another one, written in `ownerReferences`. When the owner goes, what it owns is collected, unless it is orphaned.' },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

export type GlossaryTerm = keyof typeof glossaryEn;
export type Glossary = Readonly<Record<GlossaryTerm, GlossaryEntry>>;
