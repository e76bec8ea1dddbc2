import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '第一个[[ordinal|序号]]是 0，除非设了 `spec.ordinals.start`；改动它，Pod 就跟着换一批。',
  steps: {
    look: {
      title: '看序号',
      text: '两个 Pod 在运行，名字以 0 和 1 结尾。',
      hints: ['用 `kubectl get` 列出 Pod。', '标签 `app=nginx` 选出这一组。', '运行 `kubectl get pods -l app=nginx`。'],
    },
    move: {
      title: '从 3 开始',
      text: '让 StatefulSet 从 3 数起。两头都看一看。',
      hints: ['它是 `spec` 里的字段。', '字段是 `spec.ordinals.start`。', `运行 \`${"kubectl patch statefulset web -p '{\"spec\":{\"ordinals\":{\"start\":3}}}'"}\`。`],
      prediction: {
        question: '副本数还是 2，起点变成 3，最后有哪些 Pod？',
        choices: { more: '0、1、3、4', moved: '3 和 4', renamed: '还是原来两个，只是改了名，不重启' },
        reveal: '3 和 4。要的序号是从起点开始的两个，范围之外的会删掉，从大到小。',
      },
      notes: '名字就是身份，不会改名：新的来，旧的走。',
    },
    claims: {
      title: '数一数 PVC',
      text: '列出这一组的 PVC。',
      hints: ['PVC 带着 StatefulSet 的标签。', '用 `kubectl get pvc` 列出来。', '运行 `kubectl get pvc -l app=nginx`。'],
      prediction: {
        question: '两个 Pod 在运行，有几个 PVC？',
        choices: { two: '两个', four: '四个' },
        reveal: '四个。3 号和 4 号有了自己的 PVC，0 号和 1 号的还保留着。',
      },
      notes: '跨集群逐个迁移靠的就是它：那边起点一步步降、副本数一步步加，这边副本数一步步减。',
    },
    scale: {
      title: '扩到三个',
      text: '再要一个 Pod。',
      hints: ['要改的是副本数。', '用 `kubectl scale` 改。', '运行 `kubectl scale statefulset web --replicas=3`。'],
      prediction: {
        question: '来的是几号？',
        choices: { two: '2 号', five: '5 号', zero: '0 号' },
        reveal: '5 号：原来是 3 到 4，和平常一样往上长。',
      },
    },
    back: {
      title: '回到 0',
      text: '把起点改回 0。0 号和 1 号会找回原来的 PVC。',
      hints: ['还是那条 patch，换个数字。', '数字是 0。', `运行 \`${"kubectl patch statefulset web -p '{\"spec\":{\"ordinals\":{\"start\":0}}}'"}\`。`],
      notes: '问学员：0 号的卷里会有什么？',
    },
  },
  parts: {
    listed: '列出过 Pod',
    claimsListed: '列出过 PVC',
    fourClaims: '现有的 PVC',
    oldClaim: '0 号的 PVC 还是开头那个对象',
  },
  closing: {
    question: '起点是 5，副本数是 3，有哪些序号？',
    choices: { oneToThree: '1 到 3', fiveToSeven: '5 到 7', zeroToTwo: '0 到 2' },
    explanation: '从起点数起，副本数是几就有几个。',
  },
  takeaway: '范围是 start 到 start + replicas − 1。范围一变，身份就是新的，旧的 PVC 还在。',
  wrongAnswers: { scales: '去扩容，只会在上面加，下面一个不少', deletes: '删了 0 号和 1 号，又被建回来' },
};
