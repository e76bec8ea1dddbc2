import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '改了模板，Pod 从最大的[[ordinal|序号]]往下逐个替换，旧的走了新的才来。',
  steps: {
    update: {
      title: '换镜像',
      text: '三个 Pod 在运行。给模板换个镜像，看哪个 Pod 先变成新颜色。',
      hints: ['要改的是模板。', '`kubectl set image` 指定容器和镜像，`kubectl rollout status` 看进度。', '运行 `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21`。'],
      prediction: {
        question: '先换哪个？',
        choices: { zero: '0 号', two: '2 号', all: '一起换' },
        reveal: '2 号。创建是从 0 往上，更新是从上往下，而且逐个等就绪。',
      },
      notes: '问学员为什么反过来：0 号常常是主库，最后才动它。',
    },
    gap: {
      title: '数一数中途的 Pod',
      text: '在第二个终端里盯着 Pod，再把镜像换回去。数一数替换途中有几个就绪。',
      hints: ['`-w` 会一直看，直到按 Ctrl-C。', '另开一个终端来看。', '在那边运行 `kubectl get pods -w -l app=nginx`，在这边运行 `kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.24`。'],
      prediction: {
        question: '更新途中有几个 Pod 就绪？',
        choices: { three: '三个，新的先到', two: '两个', four: '短时间有四个' },
        reveal: '两个。一个名字只能有一个 Pod，旧的不走，新的建不了：这里没有 surge。',
      },
      notes: 'Deployment 可以先起新 Pod，因为名字不同。',
    },
    claims: {
      title: '比较 Pod 和 PVC',
      text: '到这里三个 Pod 都换过了。看看 PVC 的年龄。',
      hints: ['两种资源，一条命令。', '类型之间用逗号。', '运行 `kubectl get pods,pvc -l app=nginx`。'],
    },
    slow: {
      title: '多一点耐心',
      text: '设了 `minReadySeconds`，Pod 就绪满这么多秒才算数。设成 20 秒再重启，看 Pod 上的圆环慢慢填满。',
      hints: ['它是 `spec` 里的字段。', '用 `kubectl patch` 设置，用 `kubectl rollout restart` 换新 Pod。', '运行这一步的两条命令。'],
      prediction: {
        question: 'Pod 几秒就能就绪，现在更新会怎样？',
        choices: { same: '和刚才一样快', slower: '每个 Pod 都要让下一个等 20 秒' },
        reveal: '变慢。控制器等的是可用，也就是就绪之后再过 20 秒。',
      },
      notes: '坏版本因此有时间暴露，不会马上传到下一个。',
    },
    history: {
      title: '列出版本',
      text: '用过的每个模板都存成一个版本。',
      hints: ['`kubectl rollout` 可以列出来。', '动词是 `history`。', '运行 `kubectl rollout history statefulset/web`。'],
    },
  },
  parts: {
    newTemplate: '模板里是 0.21',
    oldTemplate: '模板里是 0.24',
    downwards: '按 2、1、0 的次序替换',
    claimsListed: '列出过 PVC',
    sameClaim: '0 号的 PVC 还是开头那个对象',
    newPod: '0 号 Pod 已是新的对象',
    available: '可用的 Pod',
    revisionsListed: '列出过版本',
  },
  closing: {
    question: 'StatefulSet 为什么先删旧的，再建新的？',
    choices: { surge: '省内存', first: '因为 0 号最先', last: '因为两个会同名，还会用同一个 PVC' },
    explanation: '一个身份最多一个 Pod：同名同卷的两个 Pod 可能会同时写。',
  },
  takeaway: '从上往下，一次一个，旧的走了新的才来。',
  wrongAnswers: { deletesPods: '没改模板，只删了 Pod', scales: '去扩容，没有改模板', noRestart: '设了秒数，却没有触发更新' },
};
