import type { Glossary } from './en.ts';

/** 课文里用 [[…]] 标出的词。 */
export const glossaryZh: Glossary = {
  'headless-service': { word: '无头服务', text: '没有虚拟 IP 的 Service，清单里写作 `clusterIP: None`。查它的名字，得到所有就绪 Pod 的地址；查“Pod 名.服务名”，得到那一个 Pod 的地址。' },
  service: { word: 'Service', text: '给一组 Pod 一个名字；只要不是无头的，还有一个虚拟 IP。它按标签选 Pod，不管 Pod 是谁建的。' },
  ordinal: { word: '序号', text: 'StatefulSet 的 Pod 名字末尾的数字。它就是身份：名字、PVC、先后次序都由它决定。' },
  claim: { word: 'PVC', text: 'PersistentVolumeClaim，存储申请。StatefulSet 按 `volumeClaimTemplates` 为每个序号建一个，以后按名字找回。' },
  volume: { word: 'PV', text: 'PersistentVolume，独立存在的一块存储。PVC 与它绑定，Pod 挂载的就是 PVC 绑定的那一块。' },
  provisioner: { word: '存储供应器', text: 'StorageClass 背后的程序：看到新的 PVC，就为它建一块卷。' },
  ready: { word: '就绪', text: 'Pod 表示自己可以工作：容器都在运行，就绪探针都通过。Service 和 StatefulSet 的顺序都以它为准。' },
  revision: { word: '版本', text: 'Pod 模板的一个版本，保存为 ControllerRevision。它的哈希写在 Pod 的标签 `controller-revision-hash` 里。' },
  partition: { word: 'partition', text: '更新从哪个序号起生效。序号更小的 Pod 保持旧版本，重建之后也还是旧版本。' },
  'ordered-ready': { word: 'OrderedReady', text: '默认的 Pod 管理策略：一个接一个创建，前一个就绪才建下一个；删除时从最大的序号开始。' },
  endpoint: { word: '端点', text: 'Service 背后的一个地址，和是否就绪一起记在 EndpointSlice 里。' },
  taint: { word: '污点', text: '节点上的标记，让 Pod 不来，或者把 Pod 赶走。带容忍的 Pod 可以留下，有的限时，有的不限。' },
  finalizer: { word: 'finalizer', text: '对象上的一个名字：有人清理完之前，对象不会真正删除，一直处于正在删除的状态。' },
  eviction: { word: '驱逐', text: '先征求同意的删除：PodDisruptionBudget 可以拒绝。`kubectl drain` 用的就是驱逐。' },
  owner: { word: '属主', text: '创建了这个对象的对象，写在 `ownerReferences` 里。属主没了，它的东西会被回收，除非被设为孤儿。' },
};
