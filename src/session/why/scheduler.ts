/** What the scheduler says, by code. */
export const schedulerWhy = {
  'scheduler.assigned': {
    en: '{pod} goes to {node}: {fit} of {nodes} nodes fit equally well, and the first by name is taken.',
    zh: '{pod} 被分配到 {node}：{nodes} 个节点中有 {fit} 个同样合适，按名字取第一个。',
  },
  'scheduler.assignedOnly': {
    en: '{pod} goes to {node}, the only one of {nodes} nodes that fits.',
    zh: '{pod} 被分配到 {node}：{nodes} 个节点中只有它合适。',
  },
  'scheduler.assignedPreferred': {
    en: '{pod} goes to {node}: of the {fit} nodes that fit, this is the one that its preferences favour.',
    zh: '{pod} 被分配到 {node}：在 {fit} 个合适的节点中，它最符合该 Pod 的偏好。',
  },
  'scheduler.assignedSpread': {
    en: '{pod} goes to {node}: of the {fit} nodes that fit, it runs the fewest pods of the same owner.',
    zh: '{pod} 被分配到 {node}：在 {fit} 个合适的节点中，它上面同一属主的 Pod 最少。',
  },
  'scheduler.assignedLeastLoaded': {
    en: '{pod} goes to {node}: of the {fit} nodes that fit, it runs the fewest pods.',
    zh: '{pod} 被分配到 {node}：在 {fit} 个合适的节点中，它运行的 Pod 最少。',
  },
  'scheduler.assignedVolumes': {
    en: '{pod} goes to {node}, now that its claim {claim} is bound.',
    zh: 'PVC {claim} 已经绑定，{pod} 被分配到 {node}。',
  },
  'scheduler.waitVolume': {
    en: '{pod} will run on {node}, but is not assigned before its claim {claim} is bound.',
    zh: '{pod} 将运行在 {node} 上，但要等 PVC {claim} 绑定之后才会分配。',
  },
  'scheduler.volumeTimeout': {
    en: 'The volumes of {pod} did not come for {node} ({reasons}), so the choice of a node starts again.',
    zh: '{pod} 在 {node} 上等不到所需的卷（{reasons}），于是重新选择节点。',
  },
  'scheduler.unboundClaim': {
    en: '{pod} has no node yet: its claim {claim} must be bound to a volume first.',
    zh: '{pod} 还没有节点：它的 PVC {claim} 必须先绑定到一个卷。',
  },
  'scheduler.claimMissing': {
    en: '{pod} has no node yet: its claim {claim} does not exist.',
    zh: '{pod} 还没有节点：它的 PVC {claim} 不存在。',
  },
  'scheduler.claimComing': {
    en: '{pod} has no node yet: its claim {claim} comes with it and has not been made yet.',
    zh: '{pod} 还没有节点：随它一起创建的 PVC {claim} 还没有出现。',
  },
  'scheduler.claimStrange': {
    en: '{pod} has no node yet: there is a claim {claim}, but it was not made for this pod.',
    zh: '{pod} 还没有节点：虽然有 PVC {claim}，但它不是为这个 Pod 创建的。',
  },
  'scheduler.claimDeleting': {
    en: '{pod} has no node yet: its claim {claim} is being deleted.',
    zh: '{pod} 还没有节点：它的 PVC {claim} 正在被删除。',
  },
  'scheduler.claimLost': {
    en: '{pod} has no node: the volume of its claim {claim} is gone.',
    zh: '{pod} 没有节点：PVC {claim} 所绑定的卷已经不在了。',
  },
  'scheduler.claimInUse': {
    en: '{pod} has no node yet: a claim of it may be used by one pod only (ReadWriteOncePod), and another pod uses it.',
    zh: '{pod} 还没有节点：它的某个 PVC 只允许一个 Pod 使用（ReadWriteOncePod），而另一个 Pod 正在使用。',
  },
  'scheduler.insufficient': {
    en: '{pod} has no node yet: none of the {nodes} nodes has enough room left ({reasons}).',
    zh: '{pod} 还没有节点：{nodes} 个节点都没有足够的余量（{reasons}）。',
  },
  'scheduler.tainted': {
    en: '{pod} has no node yet: all {nodes} nodes have taints that it does not tolerate.',
    zh: '{pod} 还没有节点：{nodes} 个节点都带有它不能容忍的污点。',
  },
  'scheduler.cordoned': {
    en: '{pod} has no node yet: all {nodes} nodes are cordoned.',
    zh: '{pod} 还没有节点：{nodes} 个节点都已被 cordon（不可调度）。',
  },
  'scheduler.nodeAffinity': {
    en: '{pod} has no node yet: none of the {nodes} nodes has the labels that its node selector or affinity asks for.',
    zh: '{pod} 还没有节点：{nodes} 个节点都没有它的 nodeSelector 或节点亲和性所要求的标签。',
  },
  'scheduler.portTaken': {
    en: '{pod} has no node yet: its host port is taken on all {nodes} nodes.',
    zh: '{pod} 还没有节点：它要的 hostPort 在 {nodes} 个节点上都被占用。',
  },
  'scheduler.volumeElsewhere': {
    en: '{pod} has no node yet: its volume {blocker} can be reached from other nodes only.',
    zh: '{pod} 还没有节点：它的卷 {blocker} 只能从别的节点访问。',
  },
  'scheduler.noVolume': {
    en: '{pod} has no node yet: no node has a volume that fits its claim {blocker}, and none can be made.',
    zh: '{pod} 还没有节点：没有节点能为 PVC {blocker} 提供合适的卷，也无法新建。',
  },
  'scheduler.topologySpread': {
    en: '{pod} has no node yet: on each of the {nodes} nodes it would spread its group too unevenly.',
    zh: '{pod} 还没有节点：放到 {nodes} 个节点中的任何一个都会让它所在的组分布得太不均匀。',
  },
  'scheduler.podAffinity': {
    en: '{pod} has no node yet: on all {nodes} nodes the rules about neighbours (pod affinity or anti-affinity) are against it.',
    zh: '{pod} 还没有节点：在 {nodes} 个节点上，Pod 亲和性或反亲和性规则都不允许。',
  },
  'scheduler.noFit': {
    en: '{pod} has no node yet: each of the {nodes} nodes has a reason against it ({reasons}).',
    zh: '{pod} 还没有节点：{nodes} 个节点各有不合适的原因（{reasons}）。',
  },
  'scheduler.noNodes': {
    en: '{pod} has no node: the cluster has none.',
    zh: '{pod} 没有节点：集群里一个节点也没有。',
  },
  'scheduler.gated': {
    en: '{pod} is not looked at before its scheduling gates are taken away ({gates}).',
    zh: '{pod} 带有调度门（{gates}），在它们被移除之前不会参与调度。',
  },
  'scheduler.preempting': {
    en: '{pod} is more important: {victims} must leave {node} to make room for it.',
    zh: '{pod} 的优先级更高：{victims} 要离开 {node}，为它腾出位置。',
  },
  'scheduler.preempted': {
    en: '{pod} has to leave {node} for {by}, which has a higher priority.',
    zh: '{by} 的优先级更高，{pod} 必须离开 {node}。',
  },
} as const;
