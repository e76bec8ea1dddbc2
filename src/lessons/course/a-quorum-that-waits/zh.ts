import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '在 [[ordered-ready]] 策略下，要靠别人才能就绪的成员，等的正是在等它的 Pod。',
  steps: {
    apply: {
      title: '启动一组成员',
      text: '每个成员要按名字找到前两个，才算就绪。Service 连没就绪的也公布。提交清单，等一等。',
      hints: ['文件就在当前目录。', '看探针和 `podManagementPolicy`。', '运行 `kubectl apply -f ordered.yaml`。'],
      prediction: {
        question: '要三个副本，半分钟后有几个 Pod？',
        choices: { three: '三个', one: '一个', none: '一个也没有' },
        reveal: '一个。0 号要有 1 号才能就绪，1 号要等 0 号就绪才创建。',
      },
      notes: '如果第一个成员自己就算法定人数，头一天看不出来。等所有 Pod 都挂过一次，问题就来了。',
    },
    why: {
      title: '读原因',
      text: '看 0 号：探针一直失败。StatefulSet 在等什么，舞台上有说明。',
      hints: ['事件里有探针的结果。', '在舞台上点 0 号，看谁在等它。', '运行 `kubectl describe pod quorum-0`。'],
      outputNotes: { unhealthy: '找不到 quorum-1，因为还没有' },
      notes: '两边都按自己的规则办，都没有错，这才叫死锁。',
    },
    refused: {
      title: '试着改策略',
      text: '用 `Parallel` 就谁也不用等。把它改过来。',
      hints: ['它是 `spec` 里的字段。', '用 `kubectl patch` 来改。', `运行 \`${"kubectl patch statefulset quorum -p '{\"spec\":{\"podManagementPolicy\":\"Parallel\"}}'"}\`。`],
      prediction: {
        question: 'API 服务器会怎么回答？',
        choices: { accepted: '接受', refused: '拒绝' },
        reveal: '拒绝。StatefulSet 建好之后，大多数字段都不能再改，这就是其中一个。',
      },
      outputNotes: { forbidden: '可以改的字段里没有这个策略' },
    },
    recreate: {
      title: '重新建一个',
      text: '只删 StatefulSet，再提交 `Parallel` 的清单。正在运行的 Pod 会被接管。',
      hints: ['Pod 不必删。', '`--cascade=orphan` 只删 StatefulSet，留下 Pod。', '运行 `kubectl delete statefulset quorum --cascade=orphan`，再运行 `kubectl apply -f parallel.yaml`。'],
      prediction: {
        question: '0 号会怎样？',
        choices: { zeroNew: '被换掉', zeroStays: '留着不动' },
        reveal: '留着不动。新的 StatefulSet 看到名字和标签都对的 Pod，就收下它；1 号和 2 号马上一起创建。',
      },
      notes: '模板没变，版本就没变，不需要更新。',
    },
    outage: {
      title: '一次全丢',
      text: '把三个 Pod 都删掉，就像一次全面故障。',
      hints: ['一条命令可以写几个 Pod。', '看它们回来的先后。', '运行 `kubectl delete pod quorum-0 quorum-1 quorum-2`。'],
      prediction: {
        question: '这组成员能自己恢复吗？',
        choices: { returns: '能', stuck: '不能，0 号又在等' },
        reveal: '能。三个一起创建，互相找到，然后都就绪。',
      },
      notes: '要法定人数的数据库，还有管理它们的 operator，大多因此用 Parallel。',
    },
  },
  parts: {
    runs0: '0 号在跑',
    stuck: '20 秒内只有 0 号，而且没有就绪',
    read: '查看过 0 号',
    refused: 'API 服务器拒绝了',
    stillOrdered: '策略还是 OrderedReady',
    parallel: '策略是 Parallel',
    together: '1 号和 2 号一起创建',
    samePod: '0 号还是原来的对象',
    new0: '0 号已是新的对象',
    new2: '2 号已是新的对象',
    allTogether: '三个一起回来',
  },
  closing: {
    question: '成员要互相找到才能就绪，用哪种策略？',
    choices: { ordered: 'OrderedReady', parallel: 'Parallel', either: '都可以' },
    explanation: '用 OrderedReady，第一个就得独自就绪。名字、PVC 和更新方式，两种策略都一样。',
  },
  takeaway: '就绪要靠别人的成员，不能让就绪来决定别人能不能被创建。',
  wrongAnswers: { deletesPod: '换了一个 Pod，照样在等', scales: '又多要了几个，还是建不出来', appliesOnly: '直接提交另一种策略，被拒绝' },
};
