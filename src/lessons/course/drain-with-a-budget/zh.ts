import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '排空节点时，每拿走一个 Pod 都要先问，替 StatefulSet 回答的是 PodDisruptionBudget。',
  steps: {
    budget: {
      title: '定个预算',
      text: '三个 Pod 在运行。规定主动中断时最多缺一个。',
      hints: ['这个对象叫 PodDisruptionBudget。', '它按标签选 Pod：`apps=nginx`。', '运行 `kubectl create poddisruptionbudget web-pdb --selector=apps=nginx --max-unavailable=1`。'],
      notes: '预算是对应用的承诺，不是对机器的。',
    },
    drain: {
      title: '排空有两个 Pod 的节点',
      text: '0 号和 2 号在 centos7k8s2 上。排空它，看时间线。',
      hints: ['`kubectl drain` 会先 cordon。', '没人接管的 Pod，要加几个参数才肯动。', '运行 `kubectl drain centos7k8s2 --ignore-daemonsets --force --delete-emptydir-data`。'],
      prediction: {
        question: '两个 Pod 怎样被拿走？',
        choices: { together: '一起', oneByOne: '先一个，等它在别处就绪，再另一个' },
        reveal: '一个一个来。StatefulSet 没恢复完整，第二次[[eviction|驱逐]]就被拒绝，kubectl 每五秒再试一次。',
      },
      notes: '读一读 drain 的输出，拒绝都写在里面。',
    },
    uncordon: {
      title: '重新开放节点',
      text: '维护结束了，让 Pod 可以再来。',
      hints: ['排空之后，节点一直是 cordon 的。', 'cordon 的反面。', '运行 `kubectl uncordon centos7k8s2`。'],
      prediction: {
        question: 'Pod 会搬回来吗？',
        choices: { return: '会', stay: '不会' },
        reveal: '不会。调度器只安排新的 Pod，从不搬动正在跑的。',
      },
    },
    strict: {
      title: '一个也不许缺',
      text: '把预算设成零，就像有人一点中断都不想要。',
      hints: ['字段是 `spec.maxUnavailable`。', '用合并补丁来改。', `运行 \`${"kubectl patch pdb web-pdb --type=merge -p '{\"spec\":{\"maxUnavailable\":0}}'"}\`。`],
    },
    refused: {
      title: '再试排空',
      text: '排空 centos7k8s3，给它三十秒。',
      hints: ['另一个节点，同样的命令。', '加个时限，免得一直试。', '运行 `kubectl drain centos7k8s3 --ignore-daemonsets --force --delete-emptydir-data --timeout=30s`。'],
      prediction: {
        question: '1 号会怎样？',
        choices: { evicts: '被驱逐', refused: '留下，排空放弃' },
        reveal: '留下。零预算永远满足不了，不设时限就会一直试下去。',
      },
      outputNotes: { budget: 'API 服务器拒绝了这次驱逐' },
      notes: '只有一个副本又写 `minAvailable: 1`，也是同样的结果。出路是改预算，或者扩容。',
    },
    open: {
      title: '收尾',
      text: '排空失败了，节点却已经 cordon。把它打开。',
      hints: ['drain 先 cordon，再驱逐。', '再 uncordon 一次。', '运行 `kubectl uncordon centos7k8s3`。'],
    },
  },
  parts: {
    oneAllowed: '允许中断一个',
    cordoned: 'centos7k8s2 不再接收新 Pod',
    zeroMoved: '0 号在别处运行',
    twoMoved: '2 号在别处运行',
    neverBelowTwo: '任何时刻就绪的都不少于两个',
    open: 'centos7k8s2 又能接收 Pod',
    noneAllowed: '一个中断也不允许',
    gaveUp: '排空放弃了',
    openAgain: 'centos7k8s3 又能接收 Pod',
  },
  closing: {
    question: 'PodDisruptionBudget 防的是什么？',
    choices: { everything: '任何情况下的 Pod 减少', evictions: '驱逐，比如排空时的', crashes: '节点崩溃' },
    explanation: '只有驱逐才会问它。删除、崩溃和滚动更新都不问。',
  },
  takeaway: '排空会问，删除不问。一个都不许缺的预算，会挡住所有维护。',
  wrongAnswers: { deletes: '去删 Pod，可能又回到同一节点', cordons: '只 cordon，什么也没挪' },
};
