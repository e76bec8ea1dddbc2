import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '只[[ready|就绪]]一会儿的版本也能通过更新，`minReadySeconds` 要求它一直撑住。',
  steps: {
    bad: {
      title: '发布一个晚点才坏的版本',
      text: '坏版本先就绪 20 秒，之后就不行了。比较两份清单，提交坏的那份，等一分钟。',
      hints: ['两个文件都在当前目录。', '看容器的启动命令。', '运行 `diff good.yaml bad.yaml`，再运行 `kubectl apply -f bad.yaml`。'],
      prediction: {
        question: '滚动更新一个一个来，有几个 Pod 会换成坏版本？',
        choices: { one: '一个，更新随即停住', all: '三个都会' },
        reveal: '三个都会。控制器看的时候，每个都是就绪的，于是轮到下一个；坏是后来才坏的。',
      },
      notes: '内存泄漏、连接池耗尽、缓存写满：很多毛病要过半分钟才看得出来。',
    },
    repair: {
      title: '修好它',
      text: '提交好版本。没就绪的 Pod 会挡住更新，所以把它们删掉。',
      hints: ['光改模板没有用。', '控制器在等永远不会就绪的 Pod。', '运行 `kubectl apply -f good.yaml`，再运行 `kubectl delete pod app-0 app-1 app-2`。'],
      notes: '和讲回滚的那一课一样：先改模板，再删 Pod。',
    },
    patience: {
      title: '要求三十秒',
      text: '设了 `minReadySeconds`，Pod 连续就绪满这么久才算可用。设置它，看圆环慢慢填满。',
      hints: ['它是 `spec` 里的字段。', '它不在模板里。', `运行 \`${"kubectl patch statefulset app -p '{\"spec\":{\"minReadySeconds\":30}}'"}\`。`],
      prediction: {
        question: '正在运行的 Pod 会怎样？',
        choices: { restart: '逐个被替换', stay: '不动' },
        reveal: '不动。模板没变，这个字段只决定控制器怎么算数。',
      },
    },
    again: {
      title: '再发布一次',
      text: '再提交一次坏版本，等一分钟。',
      hints: ['和刚才同一个文件。', '看 2 号，再看谁在等它。', '运行 `kubectl apply -f bad.yaml`，然后等待。'],
      prediction: {
        question: '这一次有几个 Pod 换成坏版本？',
        choices: { one: '一个', all: '三个都会' },
        reveal: '一个。2 号没撑满三十秒就坏了，更新没有继续。',
      },
      notes: '三个里始终有两个在服务。问学员：这个值该设多长？要长过毛病暴露的时间。',
    },
    count: {
      title: '看数字',
      text: 'StatefulSet 的状态里，就绪、可用、已更新的 Pod 各有一个数。',
      hints: ['都是 `status` 里的字段。', '用 JSONPath 打印在一行。', '运行这一步的命令。'],
      outputNotes: { two: '0 号和 1 号在服务；2 号是新的，没有就绪，也不可用' },
    },
    back: {
      title: '退回去',
      text: '提交好版本，再删掉挡住更新的那个 Pod。',
      hints: ['这一次只要删一个。', '就是坏版本的那个。', '运行 `kubectl apply -f good.yaml`，再运行 `kubectl delete pod app-2`。'],
    },
  },
  parts: {
    allBad: '三个都是新版本',
    zeroBad: '0 号换成了坏版本',
    noneReady: '有一刻一个就绪的也没有',
    zeroGood: '0 号是好版本',
    available: '可用的 Pod',
    samePod: '2 号还是原来的对象',
    twoBad: '2 号换成了坏版本',
    stopped: '更新在 2 号停住 30 秒',
    twoServe: '最少时的就绪 Pod',
    counted: '读过 StatefulSet',
    twoGood: '2 号是好版本',
  },
  closing: {
    question: '滚动更新要等到什么，才轮到下一个 Pod？',
    choices: { running: '这个 Pod 跑起来', ready: '它就绪一下就行', available: '它可用，也就是连续就绪满 `minReadySeconds`' },
    explanation: '不设这个字段就是零秒，可用就等于就绪。',
  },
  takeaway: '先给新版本出错的时间，再轮到下一个 Pod。',
  wrongAnswers: { waits: '提交了好版本，然后干等', noPatience: '先把秒数设回零' },
};
