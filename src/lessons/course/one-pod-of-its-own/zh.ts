import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'StatefulSet 的每个 Pod 都把自己的名字带在标签里，[[service]] 凭它就能只通向其中一个。',
  steps: {
    labels: {
      title: '看标签',
      text: '列出 Pod 和它们的标签。有一个标签，每个 Pod 都不一样。',
      hints: ['有一个选项可以显示标签。', '选项是 `--show-labels`。', '运行 `kubectl get pods -l app=nginx --show-labels`。'],
      outputNotes: { podName: '只有这个 Pod 有它' },
    },
    service: {
      title: '给 0 号建一个 Service',
      text: '它的选择器只写 0 号的那个标签。先读清单，再提交。',
      hints: ['文件就在当前目录。', '看 `selector`。', '运行 `kubectl apply -f primary.yaml`。'],
      prediction: {
        question: '这个 Service 背后有几个 Pod？',
        choices: { one: '一个', three: '三个都在' },
        reveal: '一个。选择器里的标签全都有，才会被选中，而这个标签只有 0 号有。',
      },
      notes: '常见的用途：写请求要发给主库，或者集群外要访问某一个成员。',
    },
    fetch: {
      title: '请求五次',
      text: '通过 Service 取五次首页，看请求去了哪里。',
      hints: ['写 Service 的名字就够了。', '用循环多问几次。', '运行这一步的命令。'],
    },
    replace: {
      title: '换掉 0 号',
      text: '删除这个 Pod，等新的就绪，再请求一次。',
      hints: ['标签来自 Pod 的名字。', '新的 Pod 还叫这个名字。', '依次运行这一步的三条命令。'],
      prediction: {
        question: 'Service 要改什么？',
        choices: { edit: '改选择器', nothing: '什么也不用改' },
        reveal: '什么也不用改。新 Pod 还是原来的名字，标签也就一样，它的新地址成了端点。',
      },
      notes: '这个标签由 StatefulSet 在创建每个 Pod 时写上。Deployment 的 Pod 没有这样的标签。',
    },
    switch: {
      title: '换一个去处',
      text: '假设现在 1 号是主库。改选择器，再请求一次。',
      hints: ['只要改 Service 里的一个值。', '`kubectl patch` 可以改。', '依次运行这一步的两条命令。'],
      notes: '数据库的 operator 就是这样做主备切换的：Service 不动，选择器换人。',
    },
  },
  parts: {
    listed: '列出过 Pod',
    picksZero: '选择器写的是 0 号',
    five: '经过 Service 的应答',
    onlyZero: '0 号应答过',
    newPod: '0 号已是新的对象',
    newServes: '新的 0 号应答了五次',
    picksOne: '选择器写的是 1 号',
    onlyOne: '1 号应答过',
  },
  closing: {
    question: '哪个标签能准确选中 StatefulSet 的某一个 Pod，换了新 Pod 也一样？',
    choices: { app: '`app`', podName: '`statefulset.kubernetes.io/pod-name`', revision: '`controller-revision-hash`' },
    explanation: '`app` 是大家共有的，版本哈希每次更新都变，名字不变。',
  },
  takeaway: '选择器写上某个 Pod 名字的标签，Service 就跟着这个身份走，不管现在是哪个 Pod。',
  wrongAnswers: { ownName: '选择器写的标签没有 Pod 带着', allPods: '选择器选中了所有 Pod', scales: '减掉了别的 Pod，Service 没有改' },
};
