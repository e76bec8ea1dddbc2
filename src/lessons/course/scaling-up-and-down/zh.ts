import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '扩容从最小的[[ordinal|序号]]往上加，缩容从最大的往下减，一次一个。',
  steps: {
    create: {
      title: '先建两个 Pod',
      text: '清单里要两个副本。注意序号之间的闸门：0 号没就绪，1 号就不会出现。',
      hints: ['官方示例有一个网址，kubectl 能直接读。', '`kubectl apply -f` 后面可以是文件，也可以是网址。', '运行 `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`。'],
      notes: '默认策略是 `podManagementPolicy: OrderedReady`。问学员：换成 Deployment 会怎样？',
    },
    up: {
      title: '扩到五个',
      text: '还要再来三个。它们出现时，看时间线。',
      hints: ['只需改 StatefulSet 的一个数字。', '用 `kubectl scale` 改。', '运行 `kubectl scale statefulset web --replicas=5`。'],
      prediction: {
        question: '2、3、4 号会怎样出现？',
        choices: { together: '三个同时', ascending: '先 2，再 3，再 4，前一个就绪才有下一个', anyOrder: '顺序不定' },
        reveal: '一个接一个。前面的全都 Running 且就绪，控制器才创建下一个序号。',
      },
      notes: '时间线上是一级级台阶。问学员：一百个副本要多久？',
    },
    down: {
      title: '缩到三个',
      text: '要走两个。走谁，不看年龄，也不看负载。',
      hints: ['还是那条命令，数字小一点。', '留下三个。', '运行 `kubectl scale statefulset web --replicas=3`。'],
      prediction: {
        question: '谁先走？',
        choices: { zero: '0 号，最早建的', two: '2 号', four: '4 号，序号最大' },
        reveal: '4 号先走，它走完了 3 号才走。看的是序号，所以留下的永远是 0 到副本数减一。',
      },
      notes: '中间的序号抽不出来。问学员：数据库的副本为什么喜欢这样？',
    },
    block: {
      title: '带病缩容',
      text: '先让 0 号失去就绪，再把副本数改成二。选中 2 号，看它为什么还在。',
      hints: ['先让 0 号不就绪。', '`fault not-ready` 可以做到，就绪探针失败也一样。', '先运行 `fault not-ready web-0 on`，再运行 `kubectl scale statefulset web --replicas=2`。'],
      prediction: {
        question: '0 号没就绪，2 号会怎样？',
        choices: { goes: '走掉，它健康，又多余了', waits: '留下，等 0 号就绪' },
        reveal: '留下。删一个 Pod 之前，它前面的都要就绪：不完整的 StatefulSet 不会再缩。',
      },
      notes: '扩容也有同一道闸门。数据可能只剩另一份，这道闸门就是在保护它。',
    },
    release: {
      title: '让 0 号恢复',
      text: '把故障撤掉，控制器会自己接着做。',
      hints: ['弄坏的可以修好。', '每种故障都能关掉。', '运行 `fault not-ready web-0 off`。'],
    },
    claims: {
      title: '数一数 PVC',
      text: '现在只剩两个 Pod。列出 PVC，数一数。',
      hints: ['PVC 是单独的一种资源。', 'PVC 带着 StatefulSet 的标签。', '运行 `kubectl get pvc -l app=nginx`。'],
    },
  },
  parts: {
    inOrder: '先有 0 号，后有 1 号',
    oneByOne: '2、3、4 号逐个出现',
    highestFirst: '4 号先走，3 号后走',
    wantsTwo: '期望副本数为二',
    stays: '2 号仍然留了 15 秒',
    listed: '列出过 PVC',
    fiveClaims: '留下来的 PVC',
  },
  closing: {
    question: '副本数从 10 改成 9，删的是哪个 Pod？',
    choices: { newest: '最后启动的那个', highest: '序号最大的那个', unready: '没就绪的那个，如果有的话' },
    explanation: '永远是序号最大的那个，而且要等其余的都就绪。它的 PVC 会留下。',
  },
  takeaway: '扩从下往上，缩从上往下，一次一个，绝不越过没就绪的 Pod。',
  wrongAnswers: {
    onlyFour: '只扩到四个',
    deletesPods: '没有缩容，而是删 Pod，结果又被建了回来',
    healthyDown: '在全部就绪时缩容，看不到等待',
  },
};
