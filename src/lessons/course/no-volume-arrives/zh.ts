import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Pending 的 Pod，可能在等 [[claim|PVC]]，PVC 又在等[[provisioner|供应器]]：顺着链条找到尽头。',
  steps: {
    stop: {
      title: '停掉供应器',
      text: '这个集群里，有个小程序为每个 PVC 建一个目录。把它停掉。',
      hints: ['故障菜单里有。', '也有一条命令。', '运行 `fault provisioner stop`。'],
    },
    apply: {
      title: '提交清单',
      text: '提交带 PVC 模板的清单，看它走到哪一步。',
      hints: ['文件就在当前目录。', '就是实验 2 的文件。', '运行 `kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml`。'],
      prediction: {
        question: '过一会儿会有几个 PVC？',
        choices: { all: '三个', one: '一个', none: '没有' },
        reveal: '一个。0 号的 PVC 和 Pod 建好了，都在等；1 号要等 0 号就绪。',
      },
      notes: '三个等待连成一串：StatefulSet 等 Pod，Pod 等 PVC，PVC 等供应器。',
    },
    pod: {
      title: '问 Pod',
      text: '用 `describe` 看 0 号，读它的事件。',
      hints: ['事件在最后。', '说话的是调度器。', '运行 `kubectl describe pod nginx-web-sts-vct-0`。'],
      outputNotes: { unbound: 'Pod 在等它的 PVC' },
    },
    claim: {
      title: '问 PVC',
      text: '用 `describe` 看 0 号的 PVC，它会说在等谁。',
      hints: ['Pod 已经点了它的名。', '事件也在最后。', '运行 `kubectl describe pvc data-nginx-web-sts-vct-0`。'],
      outputNotes: { waiting: 'PVC 在等外部的供应器' },
      notes: '在舞台上选中 0 号：整条链都在，一环一句话。',
    },
    start: {
      title: '重新启动',
      text: '启动供应器。其余的都只是在等它。',
      hints: ['停掉的可以再启动。', '什么都不用删。', '运行 `fault provisioner start`。'],
      prediction: {
        question: '除此之外还要做什么？',
        choices: { recreate: '删掉 Pod 重来', itself: '什么也不用' },
        reveal: '什么也不用。供应器看到 PVC，PVC 绑定，调度器安排 Pod，1 号和 2 号随后跟上。',
      },
    },
  },
  parts: {
    bothPending: '0 号的 Pod 和 PVC 已 Pending 15 秒',
    podRead: '读过 0 号 Pod',
    claimRead: '读过 0 号的 PVC',
    bound0: '0 号的 PVC 已绑定',
    bound1: '1 号的 PVC 已绑定',
  },
  closing: {
    question: 'Pod 报“unbound immediate PersistentVolumeClaims”，接下来看哪里？',
    choices: { pod: '看 Pod 的日志', claim: '看 PVC 和它的事件', set: '看 StatefulSet' },
    explanation: 'Pod 还没安排，没有日志。PVC 会说它在等什么。',
  },
  takeaway: 'Pending 是一条链：Pod、PVC、供应器。原因在链的尽头。',
  wrongAnswers: { deletesPod: '删了 Pod，新的还是等同一个 PVC', scales: '去缩容，对 0 号毫无影响' },
};
