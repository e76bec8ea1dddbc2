import type { TextsFor } from '../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '一句话：学完之后知道什么。',
  steps: {
    apply: {
      title: '提交清单',
      text: '文件里有一个 Service 和一个两副本的 StatefulSet。看 Pod 依次出现。',
      hints: ['文件就在终端打开时所在的目录。', '`kubectl apply` 用 `-f` 指定文件。', '运行 `kubectl apply -f web.yaml`。'],
    },
    grow: {
      title: '扩到四个',
      text: '改副本数。看哪个 Pod 在等哪个。',
      hints: ['要改的只是一个数字。', '用 `kubectl scale` 来改。', '运行 `kubectl scale sts web --replicas=4`。'],
    },
    shrink: {
      title: '减掉一个',
      text: '改成三个。有一个 Pod 要走。',
      hints: ['同一条命令，数字小一点。', '要写的是 `--replicas=3`。', '运行 `kubectl scale sts web --replicas=3`。'],
      prediction: {
        question: '走的是哪个 Pod？',
        choices: { first: 'web-0，最早的', last: 'web-3，序号最大的' },
        reveal: '序号最大的先走，和创建早晚无关。',
      },
      notes: '先问，再按回车。',
    },
    replace: {
      title: '删掉中间的一个',
      text: '删除 1 号 Pod。StatefulSet 先补上空位，再做别的。',
      hints: ['任何 Pod 都可以按名字删除。', '`kubectl delete pod` 后面写名字。', '运行 `kubectl delete pod web-1`，然后等一等。'],
    },
    remove: {
      title: '删除 StatefulSet',
      text: '把 StatefulSet 本身删掉。这时不再讲顺序。',
      hints: ['Pod 归 StatefulSet 所有。', '删的是 StatefulSet，不是 Pod。', '运行 `kubectl delete sts web`。'],
    },
  },
  parts: { oneByOne: '先建 2，再建 3，前一个就绪才建下一个', allGone: '还剩的 Pod' },
  closing: {
    question: '副本数减一，删的是哪个 Pod？',
    choices: { newest: '最后创建的那个', highest: '序号最大的那个' },
    explanation: '看序号，不看年龄：刚刚重建过的 Pod 也可能留下。',
  },
  takeaway: '一两句话，说清该记住什么。',
  wrongAnswers: { tooFew: '只扩到三个', otherPod: '删的是 2 号，不是 1 号' },
};
