/** What the CronJob controller says, by code. */
export const cronjobWhy = {
  'cronjob.createJob': {
    en: '{cronJob} is due ({schedule}), so {job} is created.',
    zh: '{cronJob} 到点了（{schedule}），因此创建 {job}。',
  },
  'cronjob.deleteJob': {
    en: '{job} is deleted: {cronJob} keeps no more, or replaces it.',
    zh: '删除 {job}：{cronJob} 不再保留它，或用新的取代它。',
  },
  'cronjob.waitDue': { en: '{cronJob} is due next at {time}.', zh: '{cronJob} 下一次运行的时间是 {time}。' },
  'cronjob.suspended': {
    en: '{cronJob} is suspended: no Job is created until it is resumed.',
    zh: '{cronJob} 已挂起，恢复之前不会创建 Job。',
  },
  'cronjob.forbidden': {
    en: '{cronJob} is due, but {job} still runs and the concurrency policy is Forbid.',
    zh: '{cronJob} 到点了，但 {job} 还在运行，并发策略为 Forbid。',
  },
} as const;
