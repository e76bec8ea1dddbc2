import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '容器崩溃，会在同一个 Pod 里重新启动；Pod 被删除，换来的是另一个 Pod。',
  steps: {
    before: {
      title: '先看一眼',
      text: '列出 Pod 和地址。记住 0 号的地址和重启次数。',
      hints: ['一条命令就都能看到。', '选项是 `-o wide`。', '运行 `kubectl get pods -o wide`。'],
    },
    crash: {
      title: '让进程死掉',
      text: '结束 0 号里的 1 号进程，容器也就结束了。然后再列一次。',
      hints: ['`kubectl exec` 可以在 Pod 里执行命令。', '1 号进程就是容器的主进程。', '运行 `kubectl exec web-0 -- kill 1`，再列出 Pod。'],
      prediction: {
        question: '之后会有什么不同？',
        choices: { pod: 'Pod 成了新的对象', address: '它的地址', count: '只有重启次数' },
        reveal: '只有重启次数。kubelet 在同一个 Pod 里重新启动了容器，地址和节点都没变。',
      },
      notes: '这件事 StatefulSet 没有插手，甚至不需要知道。',
    },
    delete: {
      title: '删除 Pod',
      text: '现在删除 0 号，比一比。',
      hints: ['StatefulSet 会新建一个 0 号。', '比较地址和重启次数。', '运行 `kubectl delete pod web-0`，再列出 Pod。'],
      prediction: {
        question: '之后 RESTARTS 一栏是多少？',
        choices: { one: '1 或更多', zero: '0' },
        reveal: '0。用这个名字的已是另一个 Pod，它的容器只启动过一次。次数属于 Pod，不属于名字。',
      },
      notes: '靠删 Pod 来解决问题，重启次数和日志也一起删掉了。',
    },
    both: {
      title: '两个一起崩溃',
      text: '让两个 Pod 的容器都崩溃，看它们恢复的先后。',
      hints: ['`fault crash` 会结束 Pod 的容器。', '分号可以连接两条命令。', '运行 `fault crash web-0; fault crash web-1`。'],
      prediction: {
        question: '重新启动按什么顺序？',
        choices: { ordered: '先 0 号，就绪了才轮到 1 号', atOnce: '同时' },
        reveal: '同时。顺序只管 Pod 的创建，重启容器是各个 kubelet 自己的事。',
      },
      notes: '所以应用要受得住任意的启动顺序：停电之后，所有容器会一起启动。',
    },
    backOff: {
      title: '反复崩溃',
      text: '几秒之内崩溃三次。看中间 Pod 显示什么，然后等它重新就绪。',
      hints: ['用循环让它崩溃三次。', 'STATUS 一栏写着它在暂停。', '运行这一步的命令，然后等待。'],
      prediction: {
        question: '第二次崩溃之后，kubelet 会怎么做？',
        choices: { gone: '删除 Pod', waits: '等一会儿再启动容器' },
        reveal: '等一会儿：先等 10 秒，再是 20 秒、40 秒，最多五分钟。这段时间 Pod 显示 CrashLoopBackOff。',
      },
      outputNotes: { restarts: '在这个 Pod 里崩溃后重新启动的次数' },
      notes: 'CrashLoopBackOff 是暂停，不是原因。原因要看 `kubectl logs --previous`。',
    },
  },
  parts: {
    listed: '列出过 Pod',
    restarted: '0 号的重启次数变了',
    samePod: '0 号还是原来的对象',
    sameAddress: '0 号的地址没变',
    newPod: '0 号已是新的对象',
    newAddress: '0 号换了地址',
    fromZero: '0 号的重启次数是零',
    restarted0: '0 号重新启动过',
    restarted1: '1 号重新启动过',
    samePod1: '1 号还是原来的对象',
    backedOff: '0 号显示过 CrashLoopBackOff',
    cameBack: '之后又重新就绪',
  },
  closing: {
    question: '容器崩溃了，由谁重新启动？',
    choices: { kubelet: '所在节点的 kubelet', controller: 'StatefulSet 控制器', scheduler: '调度器' },
    explanation: '控制器管 Pod，kubelet 管容器。节点没了，就没有谁来重启。',
  },
  takeaway: '重启留下 Pod，删除只留下名字。',
  wrongAnswers: { deletes: '删了 Pod，而不是让容器崩溃', crashes: '让容器崩溃，而没有删 Pod', onlyOne: '只崩溃了一个' },
};
