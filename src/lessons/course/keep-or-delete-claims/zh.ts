import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'PVC 默认保留；何时删，由 `persistentVolumeClaimRetentionPolicy` 说了算，缩容和删除分开定。',
  steps: {
    keep: {
      title: '缩到一个',
      text: '三个 Pod 在运行，各有一页自己的内容。缩容，看[[claim|PVC]]。',
      hints: ['只改 StatefulSet 的一个数字。', '用 `kubectl scale` 改。', '运行 `kubectl scale statefulset web --replicas=1`。'],
      prediction: {
        question: '1 号和 2 号走了，它们的 PVC 呢？',
        choices: { gone: '一起走', kept: '留下' },
        reveal: '留下，卷也留下。数据比空间贵，所以默认是保留。',
      },
      notes: '问学员：现在谁在为那两块盘付钱？缩容并不释放存储。',
    },
    back: {
      title: '再扩回来',
      text: '再要三个副本，读 2 号的页面。它会找到前任留下的东西。',
      hints: ['同一条命令，数字是 3。', '等 Pod 就绪，用 `kubectl exec` 读文件。', '先运行 `kubectl scale statefulset web --replicas=3`，再运行 `kubectl exec web-2 -- cat /usr/share/nginx/html/index.html`。'],
    },
    policy: {
      title: '让缩容删 PVC',
      text: '把 `whenScaled` 设为 Delete，`whenDeleted` 仍是 Retain。再看 PVC：只要它的 Pod 还要，就没有谁拥有它。',
      hints: ['策略是 `spec` 里的字段。', '它分两半：`whenScaled` 和 `whenDeleted`。', '运行这一步的两条命令。'],
      notes: '要被淘汰的 PVC，属主是 Pod：Pod 先走，PVC 跟着走。',
    },
    drop: {
      title: '再缩一次',
      text: '命令和第一步一样，策略不一样了。',
      hints: ['只留一个副本。', '还是 `kubectl scale`。', '运行 `kubectl scale statefulset web --replicas=1`。'],
      prediction: {
        question: '这一次先没的是哪个 PVC？',
        choices: { zero: '0 号的', two: '2 号的', none: '都不会没' },
        reveal: '先 2 号，再 1 号，各随自己的 Pod。0 号的 Pod 还要，所以它的 PVC 留着。',
      },
      notes: '控制器在 PVC 里写上指向 Pod 的 ownerReference，剩下的由垃圾回收器做。',
    },
    fresh: {
      title: '找找旧页面',
      text: '再扩一次，看看 2 号里面。PVC 是新的对象，卷是空的。',
      hints: ['又要三个副本。', '在页面目录里 `ls` 一下。', '先运行 `kubectl scale statefulset web --replicas=3`，再运行 `kubectl exec web-2 -- ls /usr/share/nginx/html`。'],
    },
    whole: {
      title: '连 PVC 一起删',
      text: '把两半都设为 Delete，再删 StatefulSet。这时 PVC 归 StatefulSet 所有。',
      hints: ['后一半管的是删除 StatefulSet。', '先 patch，再删除。', '运行这一步的两条命令。'],
      notes: '卷最后怎样，是第三个问题，由 PV 的回收策略决定。',
    },
  },
  parts: {
    threeClaims: '现有的 PVC',
    oldPage: '2 号里是原来的页面',
    sameClaim: '2 号的 PVC 还是原来的对象',
    ownerRead: '读过 2 号的 PVC',
    oneClaim: '现有的 PVC',
    newClaim: '2 号的 PVC 是新的对象',
    pageGone: '旧页面没了',
    noClaims: '剩下的 PVC',
  },
  closing: {
    question: '缩容后，走掉的 Pod 的 PVC 会删吗？',
    choices: { always: '会', never: '绝不会', policy: '`whenScaled` 为 Delete 才会' },
    explanation: '两半默认都是 Retain。想要回空间，得自己说。',
  },
  takeaway: '没说就保留；缩容和删除是两个问题。',
  wrongAnswers: { onlyWhenDeleted: '只设了删除那一半，就去缩容', deletesWithoutPolicy: '策略还是 Retain 就删 StatefulSet' },
};
