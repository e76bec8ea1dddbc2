/** What the controller of ephemeral volumes says, by code. */
export const ephemeralWhy = {
  'ephemeral.createClaim': {
    en: '{claim} is made for {pod} alone, from the template in the pod, and goes when the pod goes.',
    zh: '按 Pod 里的模板为 {pod} 单独创建 {claim}，Pod 删除时它也随之删除。',
  },
} as const;
