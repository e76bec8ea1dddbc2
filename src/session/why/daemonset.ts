/** What the DaemonSet controller says, by code. */
export const daemonsetWhy = {
  'daemonset.createPod': {
    en: '{set} has no pod on {node}, so {pod} is created for it.',
    zh: '{set} 在节点 {node} 上还没有 Pod，因此为它创建 {pod}。',
  },
  'daemonset.surgePod': {
    en: '{set} starts the new {pod} on {node} before the old one goes (maxSurge).',
    zh: '{set} 先在 {node} 上启动新的 {pod}，再移除旧的（maxSurge）。',
  },
  'daemonset.updatePod': {
    en: '{pod} on {node} is outdated and is deleted to be replaced.',
    zh: '{node} 上的 {pod} 版本过时，删除后重建。',
  },
  'daemonset.surplus': {
    en: '{pod} is deleted: {set} keeps one pod on {node}.',
    zh: '删除 {pod}：{set} 在 {node} 上只保留一个 Pod。',
  },
  'daemonset.ended': { en: '{pod} on {node} has ended and is replaced.', zh: '{node} 上的 {pod} 已经结束，将被替换。' },
  'daemonset.notHere': {
    en: '{pod} is deleted: {set} may not run on {node} (selector or taint).',
    zh: '删除 {pod}：{set} 不应运行在 {node} 上（选择器或污点）。',
  },
  'daemonset.nodeGone': {
    en: '{pod} is deleted: its node {node} no longer exists.',
    zh: '删除 {pod}：它的节点 {node} 已不存在。',
  },
  'daemonset.waitReady': { en: '{pod} is not ready yet ({reason}).', zh: '{pod} 还未就绪（{reason}）。' },
  'daemonset.tainted': {
    en: '{set} stays away from {node}: it does not tolerate the taint {taint}.',
    zh: '{set} 不在 {node} 上运行：不容忍污点 {taint}。',
  },
  'daemonset.failed': { en: '{set} could not create a pod: {error}.', zh: '{set} 创建 Pod 失败：{error}。' },
} as const;
