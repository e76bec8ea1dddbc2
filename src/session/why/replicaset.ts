/** What the ReplicaSet controller says, by code. */
export const replicasetWhy = {
  'replicaset.createPod': {
    en: '{pod} is created: {set} wants {wanted} pods and had {have}. Which name it gets does not matter.',
    zh: '创建 {pod}：{set} 需要 {wanted} 个 Pod，之前有 {have} 个。名字是随机的，无所谓先后。',
  },
  'replicaset.deletePod': {
    en: '{pod} is deleted: {set} wants only {wanted} pods.',
    zh: '删除 {pod}：{set} 只需要 {wanted} 个 Pod。',
  },
  'replicaset.deletePod.unassigned': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and a pod without a node goes first.',
    zh: '{set} 只需要 {wanted} 个 Pod，未分配节点的先删，因此删除 {pod}。',
  },
  'replicaset.deletePod.phase': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and one that is not running goes first.',
    zh: '{set} 只需要 {wanted} 个 Pod，未运行的先删，因此删除 {pod}。',
  },
  'replicaset.deletePod.notReady': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and one that is not ready goes first.',
    zh: '{set} 只需要 {wanted} 个 Pod，未就绪的先删，因此删除 {pod}。',
  },
  'replicaset.deletePod.deletionCost': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and it has the lower pod-deletion-cost.',
    zh: '{set} 只需要 {wanted} 个 Pod，{pod} 的 pod-deletion-cost 更低，因此先删除它。',
  },
  'replicaset.deletePod.crowded': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and its node has more of them than others.',
    zh: '{set} 只需要 {wanted} 个 Pod，{pod} 所在节点上同类最多，因此先删除它。',
  },
  'replicaset.deletePod.readyTime': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and it became ready most recently.',
    zh: '{set} 只需要 {wanted} 个 Pod，{pod} 就绪得最晚，因此先删除它。',
  },
  'replicaset.deletePod.restarts': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and it has restarted most often.',
    zh: '{set} 只需要 {wanted} 个 Pod，{pod} 重启次数最多，因此先删除它。',
  },
  'replicaset.deletePod.age': {
    en: '{pod} is deleted because {set} wants only {wanted} pods, and it is the youngest.',
    zh: '{set} 只需要 {wanted} 个 Pod，{pod} 创建得最晚，因此先删除它。',
  },
  'replicaset.deletePod.uid': {
    en: '{pod} is deleted because {set} wants only {wanted} pods; nothing sets it apart from the others.',
    zh: '{set} 只需要 {wanted} 个 Pod，各 Pod 条件相当，随机选中 {pod} 删除。',
  },
  'replicaset.waitReady': {
    en: 'All {wanted} pods are there; {unready} are not ready yet, {pod} for one ({reason}).',
    zh: '{wanted} 个 Pod 已全部创建，还有 {unready} 个未就绪，例如 {pod}（{reason}）。',
  },
  'replicaset.failed': {
    en: '{set} could not create or delete its pods: {error}. It is tried again after a growing pause.',
    zh: '{set} 创建或删除 Pod 失败：{error}。会以越来越长的间隔重试。',
  },
} as const;
