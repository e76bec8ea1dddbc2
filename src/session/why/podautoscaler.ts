/** What the autoscaler of pods says, by code. */
export const podautoscalerWhy = {
  'podautoscaler.noTarget': {
    en: 'What this autoscaler is to scale cannot be found: {problem}.',
    zh: '找不到这个自动扩缩器要扩缩的对象：{problem}。',
  },
  'podautoscaler.disabled': {
    en: '{target} was scaled to zero, and what is at zero is left alone until somebody scales it up.',
    zh: '{target} 已缩到 0，自动扩缩器不会动它，直到有人把它扩上去。',
  },
  'podautoscaler.raise': {
    en: '{target} had {from} replicas, and {scaler} allows no fewer than {to}, so it is scaled to {to}.',
    zh: '{target} 只有 {from} 个副本，而 {scaler} 规定最少 {to} 个，因此扩到 {to} 个。',
  },
  'podautoscaler.lower': {
    en: '{target} had {from} replicas, and {scaler} allows no more than {to}, so it is scaled to {to}.',
    zh: '{target} 有 {from} 个副本，而 {scaler} 规定最多 {to} 个，因此缩到 {to} 个。',
  },
  'podautoscaler.noMetrics': {
    en: '{target} keeps its {replicas} replicas: no metrics server runs in this cluster, so nobody knows how busy its pods are.',
    zh: '{target} 保持 {replicas} 个副本：集群里没有运行 metrics server，没人知道这些 Pod 有多忙。',
  },
} as const;
