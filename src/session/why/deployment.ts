/** What the Deployment controller says, by code. */
export const deploymentWhy = {
  'deployment.newSet': {
    en: 'The template of {deployment} is new, so {set} is created for it, with {replicas} pods at first.',
    zh: '{deployment} 的模板有变，为它创建 {set}，起初 {replicas} 个 Pod。',
  },
  'deployment.scaleUp': {
    en: '{deployment} scales {set} up from {from} to {to}.',
    zh: '{deployment} 把 {set} 从 {from} 个扩到 {to} 个。',
  },
  'deployment.scaleDown': {
    en: '{deployment} scales {set} down from {from} to {to}.',
    zh: '{deployment} 把 {set} 从 {from} 个缩到 {to} 个。',
  },
  'deployment.deleteSet': {
    en: '{set} is deleted: only {limit} old ReplicaSets are kept (revisionHistoryLimit).',
    zh: '删除 {set}：只保留 {limit} 个旧的 ReplicaSet（revisionHistoryLimit）。',
  },
  'deployment.waitNewPods': {
    en: 'The update waits: {available} of {wanted} pods of {set} are available. {left} old pods stay until then.',
    zh: '更新在等待：{set} 的 {wanted} 个 Pod 中有 {available} 个可用。在此之前保留 {left} 个旧 Pod。',
  },
  'deployment.waitAvailable': {
    en: 'All pods are new; {available} of {wanted} are available.',
    zh: '所有 Pod 都已是新的，{wanted} 个中有 {available} 个可用。',
  },
  'deployment.waitOldPodsGone': {
    en: 'The update is through; {count} old pods are still going.',
    zh: '更新已完成，还有 {count} 个旧 Pod 正在退出。',
  },
  'deployment.waitOldPods': {
    en: 'With Recreate, {deployment} starts new pods only when all old ones are gone.',
    zh: 'Recreate 策略下，{deployment} 要等旧 Pod 全部消失才启动新的。',
  },
  'deployment.paused': {
    en: '{deployment} is paused: a new template waits, while scaling still works.',
    zh: '{deployment} 已暂停：新模板暂不生效，但仍可以扩缩容。',
  },
  'deployment.timedOut': {
    en: '{deployment} has made no progress for {seconds} s (progressDeadlineSeconds). It goes on trying; nothing is rolled back by itself.',
    zh: '{deployment} 已有 {seconds} 秒没有进展（progressDeadlineSeconds）。它会继续尝试，不会自动回滚。',
  },
  'deployment.failedSet': {
    en: 'ReplicaSet {set} could not be created: {error}.',
    zh: '创建 ReplicaSet {set} 失败：{error}。',
  },
} as const;
