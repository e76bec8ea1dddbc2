import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '打上 `out-of-service` [[taint|污点]]，等于你担保节点已死：它的 Pod 会被清掉，在别处重建。',
  steps: {
    look: {
      title: '看看现场',
      text: 'centos7k8s3 几分钟前断了电。它上面的 1 号在 Terminating，也没有后继者。',
      hints: ['节点和 Pod 可以一起列。', '类型之间用逗号。', '运行 `kubectl get nodes,pods -o wide`。'],
      outputNotes: { terminating: '已经要求删除，没有谁确认' },
      notes: '问学员：StatefulSet 在等什么？在等一台没电的机器上的 kubelet。',
    },
    verify: {
      title: '确认它真的死了',
      text: '你说的话会被当真。这里只能 ping 一下，在机房里要去看电源。',
      hints: ['这台主机认得节点的名字。', '三次就够。', '运行 `ping -c 3 centos7k8s3`。'],
      notes: 'ping 分不清死机和断网。断网时 Pod 还在跑，你的担保就是假的。',
    },
    taint: {
      title: '作出担保',
      text: '给节点打上污点。看 1 号消失，后继者出现。',
      hints: ['污点的键是 `node.kubernetes.io/out-of-service`。', '效果是 NoExecute。', '运行 `kubectl taint node centos7k8s3 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute`。'],
      prediction: {
        question: '1 号会怎样？',
        choices: { nothing: '没有变化，kubelet 还是没有回音', elsewhere: '新的 1 号在别的节点上启动', newName: '启动一个别的名字的 Pod' },
        reveal: 'Pod 垃圾回收立刻清掉这个对象，卷被强制卸下，StatefulSet 在别的节点上建出新的 1 号。',
      },
      notes: '块设备的卷原本要等六分钟才强制卸载，这个污点也省去了。',
    },
    data: {
      title: '读它的数据',
      text: '那一页是死去的 Pod 写的。在新 Pod 里读一读。',
      hints: ['页面在 NFS 卷上。', '用 `kubectl exec` 读。', '运行 `kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html`。'],
    },
    back: {
      title: '让节点回来',
      text: '通电，去掉污点。污点在，就没有 Pod 能在上面启动。',
      hints: ['先通电，再去污点。', '键后面加减号就是去掉。', '先运行 `fault power on centos7k8s3`，再运行 `kubectl taint node centos7k8s3 node.kubernetes.io/out-of-service-`。'],
      notes: '污点不会自己消失：担保是你做的，要由你收回。',
    },
  },
  parts: {
    nodesListed: '列出过节点',
    podsListed: '列出过 Pod',
    pinged: '问过节点',
    newPod: '1 号已是新的对象',
    elsewhere: '它在别的节点上',
    neverTwo: '任何时刻都没有两个 1 号在运行',
    read: '读过页面',
    sameData: '1 号里是 sts1',
    nodeReady: '节点就绪',
    noTaint: '节点没有污点',
  },
  closing: {
    question: '什么时候可以给节点打 out-of-service？',
    choices: { always: '只要它 NotReady', certain: '确定它已断电，或与存储断开', force: '每次排空之前' },
    explanation: '给还在跑的节点打这个污点，就可能出现两个同一身份的 Pod。',
  },
  takeaway: '它不是加速的窍门，而是对事实的陈述，必须为真。',
  wrongAnswers: { waits: '干等，后继者不会来', cordons: '只是 cordon，清不掉 Pod' },
};
