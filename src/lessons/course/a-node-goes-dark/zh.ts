import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '节点失联几分钟后，Deployment 会补上 Pod，StatefulSet 不会。',
  steps: {
    where: {
      title: '看谁在哪',
      text: '三个副本的 StatefulSet 和两个副本的 Deployment 共用这些节点。找到 1 号：它在 centos7k8s3 上。',
      hints: ['图可以按节点排列。', '`-o wide` 会打印节点。', '运行 `kubectl get pods -o wide`。'],
    },
    off: {
      title: '拔掉电源',
      text: '给 centos7k8s3 断电，看集群多久才发现。',
      hints: ['有个制造故障的菜单，也有一条命令。', '节点不再发心跳，它的租约会过期。', '运行 `fault power off centos7k8s3`。'],
      prediction: {
        question: '控制面什么时候判定节点 NotReady？',
        choices: { atOnce: '立刻', later: '大约 40 到 50 秒后', never: '不会，要有人告诉它' },
        reveal: '过了节点控制器的宽限期才判定：在那之前，没有心跳的节点也可能只是慢。判定之后，它上面的 Pod 都标为未就绪。',
      },
      notes: '节点没法报告自己死了。问学员：死机和断网，谁分得清？集群里没有谁能。',
    },
    terminating: {
      title: '等五分钟',
      text: 'Pod 容忍节点失联 300 秒，之后被删除。把速度调到最快，两边都看着。',
      hints: ['时钟可以走得更快。', '等 1 号显示 Terminating。', '运行 `kubectl wait --for=jsonpath={.metadata.deletionTimestamp} pod/nginx-web-sts-vct-1 --timeout=10m`。'],
      prediction: {
        question: '[[eviction|驱逐]]之后，谁会在别的节点上补出新 Pod？',
        choices: { set: 'StatefulSet', deployment: 'Deployment', both: '两个都会' },
        reveal: 'Deployment。它的新 Pod 用新名字。而 nginx-web-sts-vct-1 这个名字还被占着，没有谁能确认占着它的 Pod 已经死了。',
      },
      notes: 'Terminating 只是一道命令，执行完没有，只有 kubelet 能报告。',
    },
    why: {
      title: '读一读原因',
      text: '用 `describe` 看 1 号，或者在图上选中它，看为什么没有新的。StatefulSet 在等一个来不了的确认。',
      hints: ['Pod 这个对象还在。', '状态里写着它从何时起 Terminating。', '运行 `kubectl describe pod nginx-web-sts-vct-1`。'],
      outputNotes: { terminating: '纸面上已删除，可节点没有回音' },
      notes: '一个身份最多一个 Pod，这是 StatefulSet 的承诺，代价就是少一个 Pod。',
    },
    on: {
      title: '重新通电',
      text: '让节点回来。kubelet 得知要删除，名字就空出来了。',
      hints: ['故障可以撤回。', '节点要几秒钟才会报到。', '运行 `fault power on centos7k8s3`。'],
      prediction: {
        question: '最后的 1 号是哪一个？',
        choices: { oldOne: '原来那个，接着跑', newOne: '同名的新 Pod' },
        reveal: '新的。删除的命令一直在，kubelet 一确认，对象就没了，StatefulSet 建出后继者。',
      },
    },
  },
  parts: {
    listed: '列出过 Pod',
    unknown: '控制面不知道节点的状态了',
    terminating: '1 号在 Terminating',
    noSecond: '30 秒内没有新的顶上来',
    read: '读过 1 号',
    nodeReady: '节点重新就绪',
    newPod: '1 号已是新的对象',
    neverTwo: '任何时刻都没有两个 1 号在运行',
  },
  closing: {
    question: '节点失联时，StatefulSet 为什么不补 Pod？',
    choices: { slow: '它的控制器比 Deployment 的慢', cannotKnow: '旧 Pod 可能还在跑，同一身份的两个 Pod 会同时写', noRoom: '别的节点满了' },
    explanation: '失联不等于死了。StatefulSet 守着承诺，等知道实情的人来确认。',
  },
  takeaway: '节点失联，StatefulSet 就少一个 Pod，直到节点回来，或者有人担保它真的死了。',
  wrongAnswers: { onlyCordon: '只是 cordon，并不停掉正在跑的', deletesPod: '节点好好的，去删 Pod' },
};
