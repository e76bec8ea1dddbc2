import type { MessageKey } from '../i18n/messages.ts';

const DOCS = 'https://kubernetes.io/docs';
const SET = `${DOCS}/concepts/workloads/controllers/statefulset/`;

/** Where Kubernetes' own documentation tells a rule, by the key of its sentence. */
export const RULE_PAGES: Readonly<Partial<Record<MessageKey, string>>> = {
  'rule.ordered': `${SET}#deployment-and-scaling-guarantees`,
  'rule.oneIdentity': `${DOCS}/tasks/run-application/force-delete-stateful-set-pod/`,
  'rule.update': `${SET}#rolling-updates`,
  'rule.stuckUpdate': `${SET}#forced-rollback`,
  'rule.partition': `${SET}#partitions`,
  'rule.onDelete': `${SET}#update-strategies`,
  'rule.minReady': `${SET}#minimum-ready-seconds`,
  'rule.scaleDown': `${SET}#deployment-and-scaling-guarantees`,
  'rule.claims': `${SET}#persistentvolumeclaim-retention`,
  'rule.scheduler': `${DOCS}/concepts/scheduling-eviction/kube-scheduler/`,
  'rule.kubelet': `${DOCS}/concepts/workloads/pods/pod-lifecycle/`,
  'rule.storage': `${DOCS}/concepts/storage/persistent-volumes/#binding`,
  'rule.node': `${DOCS}/concepts/architecture/nodes/#node-controller`,
  'rule.endpoints': `${DOCS}/concepts/services-networking/dns-pod-service/`,
  'rule.deployment': `${DOCS}/concepts/workloads/controllers/deployment/`,
  'rule.autoscaler': `${DOCS}/tasks/run-application/horizontal-pod-autoscale/`,
};
