import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '滚动更新卡在坏 Pod 上时，模板改好也没用，要把那个 Pod 删掉才会继续。',
  steps: {
    break: {
      title: '换一个不存在的镜像',
      text: '三个 Pod 在运行。给 StatefulSet 一个哪里都没有的镜像，看更新走到哪一步。',
      hints: ['要改的是模板。', '`kubectl set image` 指定容器和镜像。', '运行 `kubectl set image statefulset/web nginx=nginx:does-not-exist`。'],
      prediction: {
        question: '坏镜像会波及哪些 Pod？',
        choices: { allBroken: '三个都坏', onlyTwo: '只有 2 号', onlyZero: '只有 0 号' },
        reveal: '只有 2 号。更新从最大的序号开始，等它就绪才往下，可它永远不会就绪：另外两个照常服务。',
      },
      notes: '顺序本身就是保护：坏版本只拖垮一个。',
    },
    status: {
      title: '问问进度',
      text: '问更新进行得怎样，给它二十秒。',
      hints: ['`kubectl rollout` 里有这个动词。', '加个时限，免得一直等。', '运行 `kubectl rollout status statefulset/web --timeout=20s`。'],
      outputNotes: { waiting: '它在等一个永远不会就绪的 Pod' },
    },
    undo: {
      title: '撤回修改',
      text: '回滚，然后看二十秒 Pod。',
      hints: ['上一个版本还留着。', '`kubectl rollout undo` 会退回去。', '运行 `kubectl rollout undo statefulset/web`。'],
      prediction: {
        question: '模板已经好了，2 号会怎样？',
        choices: { heals: '换成一个好的', stays: '还是那样，坏着' },
        reveal: '还是坏着。控制器要等所有 Pod 就绪才会替换，而它等的正是 2 号。',
      },
      notes: '这是 Kubernetes 的 67250 号问题，2018 年就有。官方文档把解法叫作强制回滚。',
    },
    why: {
      title: '看看 2 号用的是什么',
      text: '用 `describe` 看这个 Pod，或者在图上选中它，看它在等什么。它的镜像还是坏的那个：回滚改的是模板，不是 Pod。',
      hints: ['镜像和事件，Pod 自己都会说。', '`kubectl describe pod` 两样都有。', '运行 `kubectl describe pod web-2`。'],
      outputNotes: { image: '这是坏版本的镜像' },
      notes: '问学员：控制器为什么不干脆换掉它？因为它无从知道这个 Pod 永远不会就绪。',
    },
    delete: {
      title: '亲手打开闸门',
      text: '要删一个 Pod。选挡住闸门的那个。',
      hints: ['哪个 Pod 没就绪？', '新的会按好的模板来建。', '运行 `kubectl delete pod web-2`。'],
      prediction: {
        question: '该删哪个？',
        choices: { zero: '0 号', two: '2 号' },
        reveal: '2 号，坏的那个。新的按当前版本来建，一就绪，闸门就开了。',
      },
    },
    history: {
      title: '看版本记录',
      text: '列出 StatefulSet 的版本。旧版本没有再存一份，而是换了更大的编号。',
      hints: ['`kubectl rollout` 可以列出来。', '动词是 `history`。', '运行 `kubectl rollout history statefulset/web`。'],
      notes: '模板相同，版本就相同：编号变大，哈希不变。',
    },
  },
  parts: {
    cannotPull: '2 号的镜像拉不下来',
    timedOut: '`rollout status` 等不下去了',
    templateIsOld: '模板又是旧镜像',
    stillBroken: '2 号的坏镜像还是留了 20 秒',
    described: '看过 2 号',
    newPod: '2 号已是新的对象',
    goodImage: '它用的是好镜像',
    revisionsListed: '列出过版本',
  },
  closing: {
    question: '更新卡在一个起不来的 Pod 上，怎样恢复？',
    choices: { undo: '`kubectl rollout undo`', undoAndDelete: '先 `kubectl rollout undo`，再删掉坏的 Pod', deleteSet: '删掉 StatefulSet 重新提交' },
    explanation: '回滚修好模板，删除打开闸门，缺一不可。',
  },
  takeaway: '先修好模板，再删掉坏的 Pod。',
  wrongAnswers: { onlyUndo: '再回滚一次，然后干等', deletesFirst: '模板还是坏的就删 Pod', restart: '重启更新，还是等在同一道闸门前' },
};
