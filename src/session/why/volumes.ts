/** What the binder, the provisioners and the other controllers of volumes say, by code. */
export const volumesWhy = {
  'volume.bound': {
    en: '{claim} is bound to the volume {volume}. The two stay together until the claim is deleted.',
    zh: 'PVC {claim} 已绑定到卷 {volume}。在该 PVC 被删除之前，二者不会分开。',
  },
  'volume.inUse': {
    en: '{volume} belongs to the claim {claim}.',
    zh: '卷 {volume} 属于 PVC {claim}。',
  },
  'volume.defaultClass': {
    en: '{claim} names no class, so it gets the default class {class}.',
    zh: 'PVC {claim} 没有指定存储类，因此使用默认存储类 {class}。',
  },
  'volume.waitProvisioner': {
    en: '{claim} waits for the provisioner {provisioner} of the class {class} to make a volume.',
    zh: 'PVC {claim} 在等存储类 {class} 的制备器 {provisioner} 创建卷。',
  },
  'volume.waitFirstConsumer': {
    en: '{claim} waits on purpose: its class {class} makes a volume only when a pod that uses the claim is scheduled.',
    zh: 'PVC {claim} 是有意等待：存储类 {class} 要等使用它的 Pod 被调度后才创建卷（WaitForFirstConsumer）。',
  },
  'volume.waitPodScheduled': {
    en: '{claim} waits until the scheduler has chosen a node for {pods}.',
    zh: 'PVC {claim} 在等调度器为 {pods} 选好节点。',
  },
  'volume.classMissing': {
    en: '{claim} asks for the class {class}, which does not exist, and no free volume of that class fits.',
    zh: 'PVC {claim} 要求的存储类 {class} 不存在，也没有该类的空闲卷合适。',
  },
  'volume.noPlugin': {
    en: '{claim} waits: the provisioner {provisioner} of the class {class} never makes volumes, and no free one fits.',
    zh: 'PVC {claim} 在等待：存储类 {class} 的制备器 {provisioner} 不会创建卷，也没有合适的空闲卷。',
  },
  'volume.noClass': {
    en: '{claim} has no class, and no free volume without a class fits it.',
    zh: 'PVC {claim} 没有存储类，也没有合适的无类空闲卷。',
  },
  'volume.volumeMissing': {
    en: '{claim} asks for the volume {volume}, which does not exist.',
    zh: 'PVC {claim} 指定的卷 {volume} 不存在。',
  },
  'volume.takenByOther': {
    en: '{claim} asks for the volume {volume}, which belongs to another claim.',
    zh: 'PVC {claim} 指定的卷 {volume} 已属于另一个 PVC。',
  },
  'volume.mismatch': {
    en: '{claim} asks for the volume {volume}, which does not fit: {reasons}.',
    zh: 'PVC {claim} 指定的卷 {volume} 不合适：{reasons}。',
  },
  'volume.lost': {
    en: '{claim} has lost its volume {volume}, and with it its data.',
    zh: 'PVC {claim} 失去了它的卷 {volume}，数据也随之丢失。',
  },
  'volume.available': {
    en: '{volume} is free: a claim that fits may take it.',
    zh: '卷 {volume} 空闲，合适的 PVC 可以使用它。',
  },
  'volume.reserved': {
    en: '{volume} is kept for the claim {claim}.',
    zh: '卷 {volume} 预留给 PVC {claim}。',
  },
  'volume.unbound': {
    en: '{volume} is free again: the claim {claim} has taken another volume.',
    zh: 'PVC {claim} 使用了别的卷，{volume} 重新空闲。',
  },
  'volume.released': {
    en: 'The claim {claim} is gone, so {volume} is released. Its data is still there.',
    zh: 'PVC {claim} 已经不在，卷 {volume} 变为 Released，数据还在。',
  },
  'volume.retained': {
    en: '{volume} keeps the data of {claim} (policy Retain). A new claim gets it only after somebody has cleared its claimRef.',
    zh: '卷 {volume} 保留着 {claim} 的数据（策略 Retain）。要有人清除它的 claimRef，新的 PVC 才能使用它。',
  },
  'volume.waitDelete': {
    en: '{volume} is to be deleted (policy Delete); that is the work of its provisioner {provisioner}.',
    zh: '卷 {volume} 应当删除（策略 Delete），由它的制备器 {provisioner} 来做。',
  },
  'volume.deleted': {
    en: '{volume} is deleted: its claim is gone and its policy is Delete.',
    zh: '卷 {volume} 被删除：它的 PVC 已经不在，而策略是 Delete。',
  },
  'volume.deleteFailed': {
    en: '{volume} cannot be deleted: {reasons}.',
    zh: '卷 {volume} 无法删除：{reasons}。',
  },
  'volume.recycling': {
    en: '{volume} is being emptied, because its claim is gone and its policy is Recycle.',
    zh: '卷 {volume} 正在清空：它的 PVC 已经不在，而策略是 Recycle。',
  },
  'volume.recycled': {
    en: '{volume} is empty and free again.',
    zh: '卷 {volume} 已清空，重新空闲。',
  },
  'volume.recycleFailed': {
    en: '{volume} cannot be recycled: {reasons}.',
    zh: '卷 {volume} 无法回收：{reasons}。',
  },
  'volume.claimProtected': {
    en: '{claim} is to be deleted, but {pod} still uses it. It goes when the pod object is gone.',
    zh: 'PVC {claim} 等待删除，但 {pod} 还在使用它；等该 Pod 对象消失后才会删除。',
  },
  'volume.claimReleased': {
    en: 'No pod uses {claim} any more, so its deletion can finish.',
    zh: '已经没有 Pod 使用 PVC {claim}，可以完成删除。',
  },
  'volume.volumeProtected': {
    en: '{volume} is to be deleted, but it is bound to {claim}. It goes when the claim is gone.',
    zh: '卷 {volume} 等待删除，但它还绑定着 {claim}；等该 PVC 消失后才会删除。',
  },
  'volume.volumeRemoved': {
    en: '{volume} is not bound any more, so its deletion can finish.',
    zh: '卷 {volume} 已不再绑定，可以完成删除。',
  },
  'volume.waitExpand': {
    en: '{claim} asks for {wanted} and has {has}: a driver outside Kubernetes would have to grow the volume.',
    zh: 'PVC {claim} 要求 {wanted}，现有 {has}：需要外部驱动来扩展这个卷。',
  },
  'volume.resizing': {
    en: 'The driver grows the volume {volume} of {claim}.',
    zh: '驱动正在扩展 PVC {claim} 的卷 {volume}。',
  },
  'volume.waitRemount': {
    en: 'The device of {claim} has grown; the file system on it grows when a pod mounts it.',
    zh: 'PVC {claim} 的设备已经扩大；等有 Pod 挂载它时，文件系统才会随之扩大。',
  },
  'volume.resized': {
    en: '{claim} has grown to {has}.',
    zh: 'PVC {claim} 已扩展到 {has}。',
  },
  'volume.attached': {
    en: '{volume} is attached to {node}, so {pod} can mount it.',
    zh: '卷 {volume} 已挂接到 {node}，{pod} 可以挂载它。',
  },
  'volume.multiAttach': {
    en: '{pod} cannot start: its volume {volume} can be attached to one node only and is still on {node}.',
    zh: '{pod} 无法启动：它的卷 {volume} 只能挂接到一个节点，而现在还在 {node} 上。',
  },
  'provisioner.creating': {
    en: '{provisioner} is making a volume for {claim}.',
    zh: '制备器 {provisioner} 正在为 PVC {claim} 创建卷。',
  },
  'provisioner.created': {
    en: '{provisioner} has made the volume {volume} for {claim}.',
    zh: '制备器 {provisioner} 已为 PVC {claim} 创建卷 {volume}。',
  },
  'provisioner.deleting': {
    en: '{provisioner} is deleting {volume} and what is in it.',
    zh: '制备器 {provisioner} 正在删除卷 {volume} 及其内容。',
  },
  'provisioner.failed': {
    en: '{provisioner} could not make a volume for {claim} ({reasons}). It tries again after a growing pause.',
    zh: '制备器 {provisioner} 未能为 PVC {claim} 创建卷（{reasons}），间隔逐渐加长后重试。',
  },
  'provisioner.missing': {
    en: 'Nothing in this cluster serves the provisioner {provisioner} of the class {class}.',
    zh: '集群里没有任何程序提供存储类 {class} 的制备器 {provisioner}。',
  },
  'provisioner.stopped': {
    en: 'The provisioner {provisioner} of the class {class} is not running.',
    zh: '存储类 {class} 的制备器 {provisioner} 没有运行。',
  },
  'provisioner.podNotReady': {
    en: 'The provisioner {provisioner} of the class {class} is not at work: its pod {pod} is not ready or cannot be reached.',
    zh: '存储类 {class} 的制备器 {provisioner} 没有工作：它的 Pod {pod} 未就绪或无法访问。',
  },
  'provisioner.exportDown': {
    en: 'No volume can be made for {claim}: the NFS server on {node} does not answer.',
    zh: '无法为 PVC {claim} 创建卷：{node} 上的 NFS 服务器没有响应。',
  },
} as const;
