import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '删除 StatefulSet，Pod 会一起走；想要有序收场，就先缩到零。',
  steps: {
    delete: {
      title: '删除 StatefulSet',
      text: '三个 Pod 在运行，是按 0、1、2 建起来的。删掉 StatefulSet，看它们按什么顺序走。',
      hints: ['要删的是 StatefulSet 这个对象。', '`kubectl delete statefulset` 后面写名字。', '运行 `kubectl delete statefulset web`。'],
      prediction: {
        question: 'StatefulSet 被删除时，Pod 怎么走？',
        choices: { fromTheTop: '先 2，再 1，再 0', together: '一起走', stay: '不走' },
        reveal: '一起走。StatefulSet 已经没了，没有谁来维持顺序：垃圾回收器把它名下的东西一并清掉。',
      },
      notes: '顺序是 StatefulSet 控制器维持的。问学员：StatefulSet 没了以后，是谁在删 Pod？',
    },
    again: {
      title: '再建一次',
      text: '重新提交清单，再要三个副本。之前的 PVC 会按名字找回来。',
      hints: ['清单就是官方示例。', '清单里是两个副本，用 `kubectl scale` 改成三个。', '先运行 `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`，再运行 `kubectl scale statefulset web --replicas=3`。'],
    },
    scaleToZero: {
      title: '缩到零',
      text: 'StatefulSet 还在，只是一个 Pod 也不要了。再看顺序。',
      hints: ['零也是副本数。', '还是用 `kubectl scale`。', '运行 `kubectl scale statefulset web --replicas=0`。'],
      prediction: {
        question: '这一次怎么走？',
        choices: { fromTheTop: '先 2，再 1，再 0，前一个走完才轮到下一个', together: '一起走' },
        reveal: '从上往下，一个一个来。控制器还在工作，而缩容是有序的。',
      },
      notes: '主库在 0 号的数据库，先停从库，最后停主库。',
    },
    thenDelete: {
      title: '删掉空的 StatefulSet',
      text: '已经没有 Pod，也就谈不上顺序错不错。',
      hints: ['Pod 没了，StatefulSet 还在。', '和第一步的命令一样。', '运行 `kubectl delete statefulset web`。'],
    },
    whatIsLeft: {
      title: '看看剩下什么',
      text: '列出 Service 和 PVC。它们都不归 StatefulSet 所有，所以没有跟着被删。',
      hints: ['两者都带标签 `app=nginx`。', '类型之间用逗号。', '运行 `kubectl get svc,pvc -l app=nginx`。'],
      notes: '问学员：同名的 StatefulSet 再建起来会遇到什么？旧数据。',
    },
  },
  parts: {
    together: '三个 Pod 在同一秒开始删除',
    noPods: '剩下的 Pod',
    createdInOrder: '按 0、1、2 的顺序创建',
    fromTheTop: '按 2、1、0 的顺序消失',
    servicesListed: '列出过 Service',
    claimsListed: '列出过 PVC',
    claimsLeft: '还在的 PVC',
  },
  closing: {
    question: '数据库要停机，主库是 0 号，必须最后停。怎么做？',
    choices: { deleteSet: '删除 StatefulSet', scaleFirst: '先缩到零，再删 StatefulSet', deletePods: '从大到小逐个删 Pod' },
    explanation: '只有控制器会维持顺序，而它只在扩缩容时这样做。直接删的 Pod 会被建回来。',
  },
  takeaway: '先缩到零。删除不讲顺序，而且会留下 PVC。',
  wrongAnswers: { orphans: '只删了 StatefulSet，Pod 还在跑', onePod: '删了 Pod，又被建回来', deletedAgain: '没有缩容，直接又删了 StatefulSet' },
};
