import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '[[partition]] 在序号之间划一条线：线上和线以上的更新，线以下的保持旧[[revision|版本]]。',
  steps: {
    guard: {
      title: '先划线',
      text: '三个 Pod 在运行，序号 0 到 2。把 partition 设为 3，比所有序号都高。',
      hints: ['这条线是更新策略里的字段。', '字段是 `spec.updateStrategy.rollingUpdate.partition`。', `运行 \`kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":3}}}}'\`。`],
      notes: '舞台上会画出这条线。问学员：有哪个序号大于或等于 3？没有。',
    },
    stage: {
      title: '换镜像',
      text: '给模板换一个镜像。看十秒钟，Pod 有没有动静。',
      hints: ['要改的是模板。', '用 `kubectl set image` 改。', '运行 `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`。'],
      prediction: {
        question: 'partition 是 3，序号是 0 到 2，会换掉几个 Pod？',
        choices: { all: '三个都换', highest: '换一个，序号最大的', none: '一个也不换' },
        reveal: '一个也不换。新模板存成了一个版本，但没有序号在线上，更新只是先放在那里。',
      },
    },
    deleteBelow: {
      title: '删一个线下的 Pod',
      text: '删掉 2 号，看新的 2 号用的是什么镜像。',
      hints: ['删一个就够。', '2 号在 partition 3 之下。', '运行 `kubectl delete pod web-2`。'],
      prediction: {
        question: '新的 2 号会用哪个镜像？',
        choices: { oldOne: '旧的', newOne: '新的，毕竟是现在才建的' },
        reveal: '旧的。在线以下，不管重建多少次，控制器都按旧版本来建。',
      },
      notes: '金丝雀之所以安全就在这里：崩溃不会让新版本扩散。',
    },
    canary: {
      title: '放行一个',
      text: '把线移到 2。这时只有一个序号不在线以下。',
      hints: ['还是那条 patch，换个数字。', '这个数字是序号，不是个数。', `运行 \`kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}}}'\`。`],
      prediction: {
        question: '哪个 Pod 会成为金丝雀？',
        choices: { zero: '0 号', one: '1 号', two: '2 号' },
        reveal: '2 号：只有它不小于 2。',
      },
      notes: '问学员：三个里要更新两个，partition 该是多少？1。',
    },
    status: {
      title: '问问完成了没有',
      text: '先问 `rollout status`，再比较状态里的两个版本。它说的 complete，只指线以上的部分。',
      hints: ['问两次：一次问 `rollout`，一次看状态。', '看 `status.currentRevision` 和 `status.updateRevision`。', '运行这一步的两条命令。'],
      outputNotes: { partitioned: '在 partition 允许的范围内完成：三个里只有一个是新的' },
    },
    finish: {
      title: '更新其余的',
      text: '金丝雀没问题。把线撤掉。',
      hints: ['partition 为 0，所有序号都放行。', '再来一次同样的 patch。', `运行 \`kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":0}}}}'\`。`],
      notes: '先 1 号，后 0 号。主库在 0 号的数据库，主库最后才动。',
    },
  },
  parts: {
    newTemplate: '模板里是新镜像',
    untouched: '十秒内所有 Pod 都没有动',
    newPod: '2 号已是新的对象',
    oldImage: '它用的是旧镜像',
    canaryImage: '2 号用的是新镜像',
    asked: '读到的回答',
    twoRevisions: '当前版本和更新版本不同',
    downwards: '1 号先换，0 号后换',
    oneRevision: '当前版本和更新版本相同',
  },
  closing: {
    question: '十个副本，partition 是 7，更新哪些？',
    choices: { count: '其中七个', atOrAbove: '7、8、9 号', below: '0 到 6 号' },
    explanation: 'partition 是序号。大于或等于它的，才换成新版本。',
  },
  takeaway: 'partition 是一条线，不是个数。线以下保持旧版本，重建的也一样。',
  wrongAnswers: { noGuard: '没设 partition 就换镜像，结果全换了', partitionOne: '把线移到 1，更新了两个', deletesRest: '去删剩下的 Pod，建回来还是旧的' },
};
