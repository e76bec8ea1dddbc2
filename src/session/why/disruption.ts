/** What the disruption controller says about budgets, by code. */
export const disruptionWhy = {
  'disruption.noneAllowed': {
    en: '{budget} allows no eviction now: {healthy} pods are healthy and {needed} are needed.',
    zh: '{budget} 现在不允许驱逐：健康的 Pod 有 {healthy} 个，至少需要 {needed} 个。',
  },
  'disruption.noPods': {
    en: 'No pod matches the selector of {budget}.',
    zh: '没有 Pod 匹配 {budget} 的选择器。',
  },
} as const;
