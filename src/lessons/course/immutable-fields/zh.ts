import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'StatefulSet 的大多数字段改不了；办法是只删 StatefulSet、留下 Pod，再重新创建。',
  steps: {
    compare: {
      title: '比较两份清单',
      text: '两个 Pod 是用 `web.yaml` 建的。`bigger.yaml` 只有一行不同。',
      hints: ['两个文件都在当前目录。', '`diff` 会列出不同的行。', '运行 `diff web.yaml bigger.yaml`。'],
      outputNotes: { five: 'PVC 模板里，1Gi 变成了 5Gi' },
    },
    refused: {
      title: '提交大的那份',
      text: '把 `bigger.yaml` 提交到运行中的 StatefulSet 上。读一读回答：能改的字段它都列出来了。',
      hints: ['就是普通的 apply。', '回答是一个错误。', '运行 `kubectl apply -f bigger.yaml`。'],
      prediction: {
        question: 'API 服务器会怎么做？',
        choices: { grows: '把卷扩大', refused: '拒绝', onlyNew: '只对新的 PVC 生效' },
        reveal: '拒绝。`spec` 里只有 replicas、ordinals、template、updateStrategy、保留策略、revisionHistoryLimit 和 minReadySeconds 能改。',
      },
      outputNotes: { forbidden: '不在这张单子上的，建好以后就不能改' },
      notes: '名字、选择器、Service 和 PVC 合起来就是 Pod 的身份。在运行中的 Pod 底下换掉它们，没有说得通的含义。',
    },
    orphan: {
      title: '只删 StatefulSet',
      text: '加上 `--cascade=orphan` 删除。边删边看 Pod。',
      hints: ['StatefulSet 名下有什么？Pod。', '孤儿是会留下来的。', '运行 `kubectl delete statefulset web --cascade=orphan`。'],
      prediction: {
        question: 'StatefulSet 没了，Pod 呢？',
        choices: { podsGo: '一起走', podsStay: '留下，照常服务' },
        reveal: '留下。去掉的是它们的 ownerReference，眼下没有谁照看它们。',
      },
      notes: '这段时间里，删掉的 Pod 不会再回来。',
    },
    recreate: {
      title: '重新创建',
      text: '再提交一次 `bigger.yaml`。这回没有旧的 StatefulSet 来拒绝了。',
      hints: ['和刚才同一条命令。', 'Pod 上的标签正是选择器要的。', '运行 `kubectl apply -f bigger.yaml`。'],
      prediction: {
        question: '新的 StatefulSet 会换掉哪个 Pod？',
        choices: { zeroNew: '0 号', none: '一个也不换，收养它们' },
        reveal: '一个也不换。选择器和名字都对得上，于是收养；模板没变，也就没有要更新的。',
      },
      notes: '服务没有中断。问学员：要是 Pod 模板也改了呢？',
    },
    grow: {
      title: '比较 PVC',
      text: '再要一个 Pod，然后列出 PVC。模板只管新建的，已有的照旧。',
      hints: ['三个副本。', '然后列出 PVC。', '先运行 `kubectl scale statefulset web --replicas=3`，再运行 `kubectl get pvc -l app=nginx`。'],
      notes: '已有的 PVC 要改自己的字段才能变大，还要存储类允许扩容。',
    },
  },
  parts: {
    compared: '比较过两个文件',
    refused: 'API 服务器拒绝了',
    samePod: '0 号 Pod 还是开头那个对象',
    noOwner: '0 号 Pod 没有属主',
    adopted: '0 号 Pod 归新的 StatefulSet',
    templateIsBigger: 'PVC 模板要 5Gi',
    newIsBigger: '2 号的 PVC 要 5Gi',
    oldIsSame: '0 号的 PVC 还是 1Gi',
    listed: '列出过 PVC',
  },
  closing: {
    question: 'StatefulSet 要换一个 Service 名，又不能停 Pod，怎么办？',
    choices: { edit: '`kubectl edit`', orphan: '用 `--cascade=orphan` 删除，再提交新清单', force: '`kubectl apply --force`' },
    explanation: 'edit 会被拒绝，force 会连 Pod 一起删。孤儿会被新的 StatefulSet 收养。',
  },
  takeaway: '改不了的字段，靠换一个 StatefulSet 来改：留下 Pod，重新提交，收养。',
  wrongAnswers: { plainDelete: '连 Pod 一起删了', appliesOld: '提交了旧清单' },
};
