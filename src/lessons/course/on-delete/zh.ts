import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '用 `OnDelete` 策略，新模板会一直等着，直到你亲手删 Pod。',
  steps: {
    refused: {
      title: '改成 OnDelete',
      text: '改更新策略的类型。API 服务器会拒绝：看它说是什么挡住了。',
      hints: ['patch 是合并到原有内容里。', '只改类型。', `运行 \`${"kubectl patch statefulset web -p '{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\"}}}'"}\`。`],
      outputNotes: { left: '旧策略的 partition 还在' },
      notes: '默认策略带着一个 `rollingUpdate` 块，合并时会留下来。老教程里的这条命令，现在已经不行了。',
    },
    strategy: {
      title: '清掉残留',
      text: '在同一个 patch 里说明这个块要去掉。合并补丁里，`null` 就是删除。',
      hints: ['这个块叫 `rollingUpdate`。', '设为 `null`。', `运行 \`${"kubectl patch statefulset web -p '{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\",\"rollingUpdate\":null}}}'"}\`。`],
    },
    image: {
      title: '换镜像',
      text: '给模板换个镜像，看十五秒 Pod。',
      hints: ['要改的是模板。', '用 `kubectl set image` 改。', '运行 `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`。'],
      prediction: {
        question: '正在运行的 Pod 会怎样？',
        choices: { rolls: '逐个替换', nothing: '什么也不发生' },
        reveal: '什么也不发生。新[[revision|版本]]存好了，控制器不碰 Pod。',
      },
      notes: '改模板本身不会重启任何东西，要看策略。',
    },
    status: {
      title: '问问进度',
      text: '用 `rollout status` 问更新到哪了。它没有可跟踪的东西。',
      hints: ['`kubectl rollout` 里有这个动词。', '它会以错误结束。', '运行 `kubectl rollout status statefulset/web`。'],
      outputNotes: { only: '只有滚动更新才能跟踪' },
    },
    one: {
      title: '先更新 1 号',
      text: '选 1 号打头，把它删掉。',
      hints: ['新的会按新模板来建。', '顺序随你。', '运行 `kubectl delete pod web-1`。'],
      prediction: {
        question: '删掉 1 号后，哪些 Pod 是新镜像？',
        choices: { one: '1 号', two: '2 号，更新总从最大的开始', all: '三个都是' },
        reveal: '只有 1 号。其余的没人删，就一直是旧版本。',
      },
      notes: 'Operator 常用这个策略：下一个动谁，它知道，控制器不知道。',
    },
    rest: {
      title: '更新其余的',
      text: '把剩下两个也删掉，就全是新的了。',
      hints: ['还有两个是旧的。', '可以一起删。', '运行 `kubectl delete pod web-0 web-2`。'],
    },
  },
  parts: {
    refused: 'API 服务器拒绝了',
    newTemplate: '模板里是新镜像',
    untouched: '15 秒内所有 Pod 都没换版本',
    statusRefused: '`rollout status` 报错结束',
    newImage: '1 号用的是新镜像',
    allUpdated: '状态里算作已更新的 Pod',
  },
  closing: {
    question: '策略是 OnDelete，怎样让一个 Pod 用上新模板？',
    choices: { template: '改模板就行', pod: '把那个 Pod 删掉', restart: '运行 `kubectl rollout status`' },
    explanation: '缺了 Pod，控制器就按最新的版本补上，但它不会为了更新去删 Pod。',
  },
  takeaway: 'OnDelete 只存下新版本，何时换、先换谁，都由你定。',
  wrongAnswers: { waits: '干等，更新不会自己开始', wrongPod: '删了别的 Pod' },
};
