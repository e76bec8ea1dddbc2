/** What the StatefulSet controller says, by code. */
export const statefulsetWhy = {
  'statefulset.createPod': {
    en: 'Ordinal {ordinal} has no pod, so {pod} is created from revision {revision}.',
    zh: '序号 {ordinal} 没有 Pod，因此按版本 {revision} 创建 {pod}。',
  },
  'statefulset.createPodAtCurrent': {
    en: '{pod} comes back at the old revision {revision}: its ordinal is below the partition {partition}.',
    zh: '{pod} 的序号小于 partition {partition}，因此仍按旧版本 {revision} 重建。',
  },
  'statefulset.replaceFinished': {
    en: '{pod} has ended ({phase}). It is deleted first; the same name is created again once it is gone.',
    zh: '{pod} 已经结束（{phase}）。先删除它，等它消失后再用同一个名字重建。',
  },
  'statefulset.completeClaims': {
    en: '{pod} has not started and a claim of it is missing or has the wrong owner, so the claim is put right.',
    zh: '{pod} 尚未启动，而它的某个 PVC 缺失或属主不对，因此先补好这个 PVC。',
  },
  'statefulset.repairPod': {
    en: '{pod} differs from what its ordinal asks for (label, volumes or owners of its claims), so it is put right in place.',
    zh: '{pod} 与其序号应有的样子不符（标签、卷或 PVC 的属主），因此就地修正，不重建。',
  },
  'statefulset.claimsGoWithPod': {
    en: '{pod} is being scaled away and whenScaled is Delete: its claims now belong to the pod and go with it.',
    zh: '{pod} 即将被缩容，而 whenScaled 为 Delete：它的 PVC 改由该 Pod 拥有，会随它一起删除。',
  },
  'statefulset.claimsChangeOwner': {
    en: 'The claims of {pod} get the owners that the retention policy asks for.',
    zh: '按保留策略调整 {pod} 的 PVC 的属主。',
  },
  'statefulset.scaleDown': {
    en: '{pod} is deleted: ordinal {ordinal} is above what {replicas} replicas need. The highest ordinal goes first.',
    zh: '删除 {pod}：副本数为 {replicas}，用不到序号 {ordinal}。从最大的序号开始删。',
  },
  'statefulset.belowStart': {
    en: '{pod} is deleted: ordinals now start at {start}.',
    zh: '删除 {pod}：序号现在从 {start} 开始。',
  },
  'statefulset.updatePod': {
    en: '{pod} is deleted to be updated: it is at {from}, the template is {to}. The update goes from the highest ordinal down.',
    zh: '为更新而删除 {pod}：它的版本是 {from}，模板已是 {to}。更新从最大的序号往下进行。',
  },
  'statefulset.adoptPod': {
    en: '{pod} had no owner and fits the name and selector of {set}, which adopts it.',
    zh: '{pod} 没有属主，名字和标签都符合 {set}，因此被收养。',
  },
  'statefulset.releasePod': {
    en: '{pod} no longer fits the selector or name of {set}, which lets it go. The pod keeps running.',
    zh: '{pod} 已不符合 {set} 的选择器或名字，因此被释放；这个 Pod 会继续运行。',
  },
  'statefulset.newRevision': {
    en: 'The template is new: it is kept as revision {number}, {revision}.',
    zh: '模板有变：保存为第 {number} 版，{revision}。',
  },
  'statefulset.oldRevisionAgain': {
    en: 'The template equals an earlier one: {revision} becomes revision {number}; no new revision is made.',
    zh: '模板与以前的某一版相同：{revision} 成为第 {number} 版，不会生成新版本。',
  },
  'statefulset.updateComplete': {
    en: 'All pods are ready at {revision}: the update is complete.',
    zh: '所有 Pod 都已按 {revision} 就绪，更新完成。',
  },
  'statefulset.setIsDeleted': {
    en: '{set} is being deleted. Its controller only reports status now; it creates and deletes nothing.',
    zh: '{set} 正在被删除。控制器此时只更新状态，不再创建或删除任何东西。',
  },
  'statefulset.waitTerminating': {
    en: '{pod} is terminating. Its name is taken until it is gone, and only then is it created again.',
    zh: '{pod} 正在终止。名字被占用，等它完全消失后才会重建。',
  },
  'statefulset.waitReady': {
    en: 'Waiting until {pod} is Running and Ready ({reason}). OrderedReady takes one pod at a time.',
    zh: '等待 {pod} 进入 Running 且 Ready（{reason}）。OrderedReady 一次只处理一个 Pod。',
  },
  'statefulset.waitReadyBeforeUpdate': {
    en: '{pod} is not Ready ({reason}) at {revision}, and OrderedReady waits for it before it looks at the new template {update}. If it can never become Ready, delete it by hand.',
    zh: '{pod} 在版本 {revision} 上未就绪（{reason}）。OrderedReady 会先等它就绪，之后才看新模板 {update}。如果它不可能就绪，请手动删除它。',
  },
  'statefulset.waitAvailable': {
    en: '{pod} is Ready, but has to stay so for {seconds} s (minReadySeconds) before the next step.',
    zh: '{pod} 已就绪，但须持续就绪 {seconds} 秒（minReadySeconds）才进行下一步。',
  },
  'statefulset.heldBack': {
    en: '{pod} is not created yet: {first} comes first.',
    zh: '{pod} 还不会创建：先要等 {first}。',
  },
  'statefulset.staleClaim': {
    en: '{pod} is not created: claim {claim} still belongs to the earlier pod of that name and is on its way out.',
    zh: '{pod} 暂不创建：PVC {claim} 仍属于之前同名的 Pod，正在被清理。',
  },
  'statefulset.waitScaledDown': {
    en: 'Scaling down waits until {pod} is gone; then the next lower ordinal follows.',
    zh: '缩容在等 {pod} 消失，然后才轮到下一个更小的序号。',
  },
  'statefulset.haltScaleDown': {
    en: 'Scaling down has halted: {pod} is not healthy ({reason}), and {unhealthy}, which is lower, is not healthy either.',
    zh: '缩容暂停：{pod} 不健康（{reason}），而序号更小的 {unhealthy} 也不健康。',
  },
  'statefulset.waitUpdated': {
    en: 'The update waits until {pod} is available ({reason}); {left} more pods are to follow.',
    zh: '更新在等 {pod} 可用（{reason}），之后还有 {left} 个 Pod 要更新。',
  },
  'statefulset.waitMaxUnavailable': {
    en: 'The update waits: {unavailable} pods are unavailable ({pod}: {reason}) and maxUnavailable is {most}; {left} pods are left to update.',
    zh: '更新在等待：已有 {unavailable} 个 Pod 不可用（{pod}：{reason}），maxUnavailable 为 {most}，还剩 {left} 个待更新。',
  },
  'statefulset.waitAll': {
    en: 'All pods are there; {pod} is not available yet ({reason}).',
    zh: 'Pod 已全部创建，{pod} 还不可用（{reason}）。',
  },
  'statefulset.belowPartition': {
    en: '{count} pods stay at the old revision: their ordinals are below the partition {partition}. Lower it to update them to {revision}.',
    zh: '有 {count} 个 Pod 保持旧版本：它们的序号小于 partition {partition}。调低 partition 才会更新到 {revision}。',
  },
  'statefulset.onDelete': {
    en: '{count} pods are outdated. With OnDelete each is updated to {revision} only when you delete it.',
    zh: '有 {count} 个 Pod 是旧版本。OnDelete 策略下，只有你删除某个 Pod，它才会按 {revision} 重建。',
  },
  'statefulset.nameTaken': {
    en: '{pod} cannot be created: a pod of that name exists already and does not belong to the set.',
    zh: '无法创建 {pod}：已有同名 Pod，而它不属于这个 StatefulSet。',
  },
  'statefulset.failedCreate': {
    en: '{pod} could not be created: {error}. It is tried again after a growing pause.',
    zh: '创建 {pod} 失败：{error}。会以越来越长的间隔重试。',
  },
  'statefulset.failedUpdate': {
    en: '{pod} could not be put right: {error}. It is tried again after a growing pause.',
    zh: '修正 {pod} 失败：{error}。会以越来越长的间隔重试。',
  },
  'statefulset.failedDelete': {
    en: '{pod} could not be deleted: {error}. It is tried again after a growing pause.',
    zh: '删除 {pod} 失败：{error}。会以越来越长的间隔重试。',
  },
} as const;
