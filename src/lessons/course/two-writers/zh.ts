import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '强制删除只是让 API 服务器忘掉 Pod；在失联的节点上，容器照跑。',
  steps: {
    cut: {
      title: '剪断网线',
      text: '剪断 centos7k8s3 的网络，1 号就在上面。机器有电，它并不知道外面发生了什么。',
      hints: ['故障菜单里有，也有一条命令。', '这一次不是断电。', '运行 `fault network cut centos7k8s3`。'],
      prediction: {
        question: '这期间 1 号的容器在做什么？',
        choices: { stops: '停了', runs: '照跑' },
        reveal: '照跑。在控制面看来，断网和死机一个样。',
      },
      notes: '选中这个 Pod：API 服务器以为的，和实际的，已经是两回事。',
    },
    plain: {
      title: '按平常的方式删',
      text: '不等待地删除 1 号，看它四十秒。',
      hints: ['就是普通的删除。', '`--wait=false` 会马上还你提示符。', '运行 `kubectl delete pod nginx-web-sts-vct-1 --wait=false`。'],
      prediction: {
        question: '这个 Pod 会怎样？',
        choices: { moves: '在别的节点上启动', hangs: '停在 Terminating' },
        reveal: '停在那里。命令到不了节点，也就没人确认。',
      },
      notes: '这样安全，只是让人着急。下一步正好反过来。',
    },
    force: {
      title: '来硬的',
      text: '加上 `--force`、不留宽限，再删一次。先读警告，再看图。',
      hints: ['网上很多答案最后都是这条命令。', '`--grace-period=0 --force`。', '运行 `kubectl delete pod nginx-web-sts-vct-1 --grace-period=0 --force`。'],
      prediction: {
        question: '这时有几个 1 号的容器在跑？',
        choices: { one: '一个，在别的节点上', two: '两个', none: '一个也没有' },
        reveal: '两个。对象被忘掉了，StatefulSet 建了后继者，而旧容器还在断掉的网线那头跑着。',
      },
      outputNotes: { warning: 'kubectl 自己就说了，Pod 可能还在跑' },
      notes: '这就是脑裂：同一个名字、同一个身份、同一块卷，有两个。换成数据库，就是两个主库。',
    },
    storage: {
      title: '问问 API 服务器',
      text: '列出 Pod。API 服务器只显示一个 1 号，图上还看得见另一个。',
      hints: ['列表里怎么说？', '和按节点排列的图比一比。', '运行 `kubectl get pods -o wide`。'],
      prediction: {
        question: 'kubectl 会列出几个 nginx-web-sts-vct-1？',
        choices: { one: '一个', two: '两个' },
        reveal: '一个。那个幽灵不在任何列表里，危险就在这里。',
      },
      notes: '两个挂的是同一个 NFS 目录，ReadWriteOnce 在这里不起保护作用。',
    },
    heal: {
      title: '接上网线',
      text: '恢复网络。kubelet 发现它的 Pod 已经不要了，就把它停掉。',
      hints: ['故障可以撤回。', 'kubelet 要几秒钟。', '运行 `fault network restore centos7k8s3`。'],
    },
  },
  parts: {
    unknown: '控制面不知道节点的状态了',
    stuck: '1 号已 Terminating 40 秒',
    newPod: '1 号已是新的对象',
    twoRan: '曾有两个 1 号同时在跑',
    listed: '列出过 Pod',
    nodeReady: '节点重新就绪',
    calm: '三个 Pod 已就绪 20 秒',
  },
  closing: {
    question: '节点失联时，`kubectl delete --force --grace-period=0` 对上面的容器做了什么？',
    choices: { stops: '立刻杀掉', forgets: '什么也没做，只是 API 服务器忘了它', moves: '挪到别的节点' },
    explanation: '节点要等能联系上才会知道，在那之前容器一直在跑。',
  },
  takeaway: '强制删除等于断言 Pod 已死。要是没死，就有了两个。',
  wrongAnswers: { waits: '一直等，安全，但没有后继者', powersOff: '断了电，那就没有容器还在跑' },
};
