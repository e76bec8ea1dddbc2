/** What the controllers of Jobs say, by code. */
export const jobWhy = {
  'job.createPod': { en: '{pod} is created to work for {job}.', zh: '为 {job} 创建 {pod}。' },
  'job.surplusPod': { en: '{pod} is deleted: {job} needs fewer pods now.', zh: '{job} 不再需要这么多 Pod，删除 {pod}。' },
  'job.endPod': { en: '{pod} is deleted: {job} is at its end.', zh: '{job} 已经结束，删除 {pod}。' },
  'job.suspendPod': { en: '{pod} is deleted: {job} is suspended.', zh: '{job} 被挂起，删除 {pod}。' },
  'job.suspended': { en: '{job} is suspended and runs no pods until it is resumed.', zh: '{job} 已挂起，恢复之前不会运行 Pod。' },
  'job.backoff': {
    en: '{job} has failed {failed} times (limit {limit}); the next pod is created in {seconds} s. The pause doubles with each failure.',
    zh: '{job} 已失败 {failed} 次（上限 {limit}），{seconds} 秒后再创建下一个 Pod。每失败一次，间隔加倍。',
  },
  'job.backoffIndex': {
    en: 'Indexes of {job} have failed and may fail {limit} times each before they are given up; the next one is tried again in {seconds} s.',
    zh: '{job} 有索引失败了，每个索引最多失败 {limit} 次才会放弃；{seconds} 秒后重试下一个。',
  },
  'job.waitPods': {
    en: '{count} pods are at work, {pod} for one ({reason}).',
    zh: '有 {count} 个 Pod 在工作，例如 {pod}（{reason}）。',
  },
  'job.failedPod': { en: '{job} could not create a pod: {error}.', zh: '{job} 创建 Pod 失败：{error}。' },
  'job.complete': { en: '{job} is complete.', zh: '{job} 已完成。' },
  'job.failed': { en: '{job} has failed: {reason}.', zh: '{job} 失败：{reason}。' },
  'job.expired': {
    en: '{job} is deleted {seconds} s after its end (ttlSecondsAfterFinished).',
    zh: '{job} 结束后过了 {seconds} 秒（ttlSecondsAfterFinished），因此被删除。',
  },
} as const;
