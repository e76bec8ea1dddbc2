import type { Pod, Toleration } from '../../kinds/pod.ts';
import type { AdmissionPlugin } from './admission.ts';

const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const STAYS_SECONDS = 300;

/** A pod stays five minutes on a node that is lost, unless it says something else. k8s: defaulttolerationseconds */
export const podTolerations: AdmissionPlugin = {
  kinds: ['Pod'],
  mutate: ({ object, operation }) => {
    if (operation !== 'CREATE') return object;
    const pod = object as Pod;
    const { tolerations = [] } = pod.spec;
    const missing = [NOT_READY, UNREACHABLE].filter((taint) => !tolerations.some((toleration) => covers(toleration, taint)));
    if (missing.length === 0) return object;
    return { ...pod, spec: { ...pod.spec, tolerations: [...tolerations, ...missing.map(staying)] } } as Pod;
  },
};

function covers({ key = '', effect = '' }: Toleration, taint: string): boolean {
  return (key === '' || key === taint) && (effect === '' || effect === 'NoExecute');
}

function staying(key: string): Toleration {
  return { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: STAYS_SECONDS };
}
