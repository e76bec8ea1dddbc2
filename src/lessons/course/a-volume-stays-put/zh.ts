import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '在某个节点上的[[volume|卷]]，会把 Pod 拴在那里：可以换新的 Pod，不能换地方。',
  steps: {
    where: {
      title: '看它们在哪里',
      text: '列出 Pod 和所在的节点，再列出卷和所在的节点。`standard` 这个存储类，在 Pod 第一次运行的节点上建一个目录。',
      hints: ['`-o wide` 会显示 Pod 的节点。', '卷的节点写在 `nodeAffinity` 里。', '依次运行这一步的两条命令。'],
      outputNotes: { pinned: '这个卷只在 worker2 上' },
      notes: '本地磁盘拴住的是节点，云盘拴住的是可用区。NFS 上的卷没有这个字段。',
    },
    cordon: {
      title: '关上节点',
      text: '让 worker2 不再接收新 Pod，然后删除 1 号。另外两个节点都有空位。',
      hints: ['`kubectl cordon` 可以关上节点。', '看新 Pod 在哪个节点。', '运行 `kubectl cordon worker2`，再运行 `kubectl delete pod web-1`。'],
      prediction: {
        question: '新的 1 号会在哪里运行？',
        choices: { moves: '别的节点上', waits: '哪里也不去，一直 Pending' },
        reveal: '哪里也不去。它认 PVC，PVC 认卷，卷在 worker2 上，而 worker2 不接收 Pod。',
      },
      notes: '换成没有卷的 Deployment，Pod 早就去别的节点了。',
    },
    why: {
      title: '读原因',
      text: '调度器看过每个节点，说明了各自为什么不行。在那句话里找到卷。',
      hints: ['`kubectl describe` 的最后是事件。', '事件叫 FailedScheduling。', '运行 `kubectl describe pod web-1`。'],
      outputNotes: { affinity: '有两个节点空着，可是卷不在那里' },
      notes: '几个数字加起来就是节点总数：每个节点只按第一个不合适的原因计一次。',
    },
    back: {
      title: '打开节点',
      text: '让 worker2 重新接收 Pod，别的什么也不用做。',
      hints: ['和 cordon 相反。', '`kubectl uncordon` 加节点名。', '运行 `kubectl uncordon worker2`。'],
    },
    giveUp: {
      title: '放弃数据',
      text: '假设这个节点再也回不来。关上它，删除 Pod，把它的[[claim]] 也删掉。',
      hints: ['只要 PVC 还在，Pod 就等它的卷。', '没有 PVC，StatefulSet 会建一个新的。', '依次运行这一步的三条命令。'],
      prediction: {
        question: '这时 1 号的卷里有什么？',
        choices: { moved: '原来的内容', empty: '什么也没有' },
        reveal: '什么也没有。新 PVC 得到的是新卷，建在能接收 Pod 的节点上。原来的内容留在 worker2，或者已经没了。',
      },
      notes: '有副本的数据库坏了一块盘，就是这样恢复的：成员空着回来，再从别的成员那里复制。',
    },
  },
  parts: {
    podsListed: '列出过 Pod',
    volumesListed: '列出过卷',
    cordoned: 'worker2 不接收新 Pod',
    newPod: '1 号已是新的对象',
    pending: '1 号连续 15 秒处于 Pending',
    read: '查看过 1 号',
    open: 'worker2 可以接收 Pod',
    sameNode: '1 号在 worker2 上运行',
    sameData: '它的数据还在',
    newClaim: '1 号的 PVC 已是新的对象',
    otherNode: '1 号在别的节点上运行',
    empty: '它的卷是空的',
  },
  closing: {
    question: '别的节点有空位，StatefulSet 的 Pod 却一直 Pending。是什么拴住了它？',
    choices: { schedule: '调度器偏爱原来的节点', volume: '卷的节点亲和性', set: 'StatefulSet 要它留在原来的节点' },
    explanation: 'StatefulSet 保留名字和 PVC，从不保留节点。去不了别处的是卷。',
  },
  takeaway: '身份里没有节点，本地卷里有。',
  wrongAnswers: { onlyDelete: '节点还开着就删了 Pod', deletesAgain: '又删了一次 Pod，节点还关着', keepsClaim: 'PVC 还在，Pod 只能等' },
};
