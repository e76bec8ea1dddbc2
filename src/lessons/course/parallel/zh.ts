import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '`podManagementPolicy: Parallel` 放弃的只是先后顺序，别的都不变。',
  steps: {
    create: {
      title: '提交一个并行的清单',
      text: '这份清单只比平常的多一行。看两个 Pod 创建的时刻。',
      hints: ['官方示例有个孪生文件。', '网址以 `web-parallel.yaml` 结尾。', '运行 `kubectl apply -f https://k8s.io/examples/application/web/web-parallel.yaml`。'],
      prediction: {
        question: '策略是 Parallel，1 号什么时候创建？',
        choices: { together: '和 0 号同时', ordered: '等 0 号就绪' },
        reveal: '同时。不管创建还是删除，控制器都不再等别的 Pod。',
      },
      notes: 'OrderedReady 是接力，Parallel 是同时起跑。问学员：什么程序需要接力？',
    },
    up: {
      title: '扩到五个',
      text: '再来三个。和有序时的台阶比一比时间线。',
      hints: ['只改 StatefulSet 的一个数字。', '`kubectl scale` 接受 `statefulset/web`。', '运行 `kubectl scale statefulset/web --replicas=5`。'],
    },
    identity: {
      title: '看名字和 PVC',
      text: '列出 Pod 和 PVC。每个[[ordinal|序号]]照样有自己的名字和 PVC。',
      hints: ['两种资源，一条命令。', '类型之间用逗号，`-l app=nginx` 选出这一组。', '运行 `kubectl get pods,pvc -l app=nginx`。'],
      notes: '策略管的是何时，不是是谁。',
    },
    update: {
      title: '换镜像',
      text: '给所有 Pod 换一个版本的 nginx，看替换的次序。',
      hints: ['要改的是模板。', '`kubectl set image` 指定容器和镜像。', '运行 `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`。'],
      prediction: {
        question: '并行的 StatefulSet 怎样更新五个 Pod？',
        choices: { together: '五个一起', ordered: '一次一个，从 4 到 0' },
        reveal: '一次一个，从最大的序号往下。不管什么策略，滚动更新都要逐个等就绪。',
      },
      notes: '想一次更新几个，要用 `maxUnavailable`，那是另一个字段，还要打开特性门控。',
    },
    fixed: {
      title: '试着改策略',
      text: '在运行中的 StatefulSet 上要求改成 OrderedReady。把 API 服务器的回答读完。',
      hints: ['它是 `spec` 里的字段。', '可以用 `kubectl patch` 提出来。', `运行 \`kubectl patch statefulset web -p '{"spec":{"podManagementPolicy":"OrderedReady"}}'\`。`],
      outputNotes: { forbidden: '这里列出了所有允许修改的字段' },
    },
    down: {
      title: '缩到一个',
      text: '要走四个，没有谁等谁。',
      hints: ['还是那条命令，数字更小。', '只留一个。', '运行 `kubectl scale statefulset/web --replicas=1`。'],
    },
  },
  parts: {
    sameMoment: '0 号和 1 号在同一秒创建',
    threeAtOnce: '2、3、4 号在同一秒创建',
    podsListed: '列出过 Pod',
    claimsListed: '列出过 PVC',
    oneByOne: '按 4、3、2、1、0 的次序替换',
    newImage: '模板里是新镜像',
    refused: 'API 服务器拒绝了',
    stillParallel: '策略仍是 Parallel',
    fourAtOnce: '四个 Pod 在同一秒开始删除',
  },
  closing: {
    question: '用了 `Parallel`，失去的是什么？',
    choices: { names: '稳定的名字和 PVC', order: '创建和删除时的互相等待', updates: '滚动更新的次序' },
    explanation: '只少了创建和删除时的等待。名字、PVC 和更新次序都还在。',
  },
  takeaway: 'Parallel 只管扩缩容：名字、PVC 和滚动更新照旧。',
  wrongAnswers: { ordered: '提交成了有序的清单', deleted: '删了 Pod，又被建回来，并没有缩容' },
};
