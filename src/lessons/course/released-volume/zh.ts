import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '策略为 Retain 的卷比 PVC 活得久，然后等人来处理：它是 Released，不是 Available。',
  steps: {
    retain: {
      title: '保住一块卷',
      text: '0 号里有一页不能丢。把它的卷的回收策略改成 Retain，1 号的仍是 Delete。',
      hints: ['PVC 的 `spec.volumeName` 里有卷名。', '策略是卷的 `spec.persistentVolumeReclaimPolicy`。', '运行这一步的命令。'],
      notes: '一共三层：StatefulSet 和 PVC，PVC 和卷，卷和背后的盘。',
    },
    delete: {
      title: '删 StatefulSet 和 PVC',
      text: '先删 StatefulSet，再删两个 [[claim|PVC]]。看卷还剩下什么。',
      hints: ['先删 StatefulSet。', '再按标签删 PVC。', '先运行 `kubectl delete statefulset web`，再运行 `kubectl delete pvc -l app=nginx`。'],
      prediction: {
        question: '还剩几块卷？',
        choices: { none: '没有', one: '一块', two: '两块' },
        reveal: '一块。策略是 Delete 的随 PVC 走了，Retain 的留下，阶段是 Released。',
      },
      notes: '动态供应的卷，策略来自存储类，多半是 Delete。',
    },
    again: {
      title: '重建 StatefulSet',
      text: '提交清单，看 0 号里面。',
      hints: ['清单就是官方示例。', '等两个 Pod 就绪。', '运行 `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`。'],
      prediction: {
        question: '新的 0 号 PVC 会拿到旧卷吗？',
        choices: { reused: '会，它空着', fresh: '不会，会新建一块' },
        reveal: '不会。旧卷上还写着前一个 PVC 的 uid，新的 PVC 虽然同名，却是另一个对象。',
      },
      notes: '这是一种保护：光凭名字对得上，拿不到别人的数据。',
    },
    look: {
      title: '列出卷',
      text: '两块已绑定，一块 Released。',
      hints: ['卷不属于任何命名空间。', '用 `kubectl get pv` 列出来。', '运行 `kubectl get pv`。'],
      outputNotes: { released: '旧卷：数据还在，谁也不能用' },
    },
    free: {
      title: '让它可用',
      text: '去掉它对旧 PVC 的引用。卷就变成 Available，数据还在。',
      hints: ['引用是 `spec.claimRef`。', '用 JSON patch 可以去掉。', '运行这一步的命令。'],
      notes: 'PVC 可以用 `spec.volumeName` 指名要它，也可以靠容量、存储类和访问模式匹配上。',
    },
  },
  parts: {
    patched: '成功的命令',
    noPods: '剩下的 Pod',
    noClaims: '剩下的 PVC',
    oneVolume: '剩下的卷',
    threeVolumes: '现有的卷',
    empty: '0 号里是空目录',
    listed: '列出过卷',
    freed: '成功的命令',
    found: '找过被释放的卷',
  },
  closing: {
    question: '一块卷是 Released，怎样才能再用？',
    choices: { delete: '删 Pod', claimRef: '去掉它的 `spec.claimRef`', restart: '等着' },
    explanation: '得有人决定，下一个能不能看到这些数据。',
  },
  takeaway: 'Retain 留住数据，也把决定留给你。',
  wrongAnswers: { onlySet: '只删 StatefulSet，留着 PVC', noPolicy: '策略还是 Delete' },
};
