import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Deployment 的 Pod 可以互换，StatefulSet 的 Pod 各有各的位置。',
  steps: {
    pool: {
      title: '先建一池',
      text: '建一个三副本的 Deployment。看 Pod 出现的时刻。',
      hints: ['`kubectl create deployment` 不用文件就能建。', '要给镜像和副本数。', '运行 `kubectl create deployment shop --image=registry.k8s.io/nginx-slim:0.24 --replicas=3`。'],
      prediction: {
        question: '三个 Pod 怎样出现？',
        choices: { together: '一起', ordered: '一个接一个' },
        reveal: '一起。Deployment 的 Pod 谁也不等谁。',
      },
    },
    columns: {
      title: '再建三列',
      text: '再建一个三副本的 StatefulSet。图上每个[[ordinal|序号]]一列。',
      hints: ['官方示例是两个副本。', '提交之后扩到三个。', '运行这一步的两条命令。'],
      notes: '两个都留在舞台上，对比就是这一课。',
    },
    names: {
      title: '比较名字',
      text: '列出 Pod。一半名字是随机的，另一半事先就说得出来。',
      hints: ['整个命名空间的 Pod。', '不用标签。', '运行 `kubectl get pods`。'],
      notes: '问学员：哪些名字可以写进配置文件？',
    },
    deletePool: {
      title: '从池里删一个',
      text: '随便删一个 Deployment 的 Pod。',
      hints: ['哪一个都行。', '列表里的第一个就可以。', '运行这一步的命令。'],
      prediction: {
        question: '补上来的叫什么？',
        choices: { sameName: '和走掉的同名', otherName: '别的名字' },
        reveal: '别的名字。它是另一个 Pod，旧的什么也没留下。',
      },
    },
    deleteColumn: {
      title: '从列里删一个',
      text: '删掉 web-1，看它那一列。',
      hints: ['名字是知道的。', '按名字删。', '运行 `kubectl delete pod web-1`。'],
      prediction: {
        question: '之后这两个里，哪个换成了新的对象？',
        choices: { pod: 'Pod', claim: 'PVC' },
        reveal: 'Pod。位置、名字和 [[claim|PVC]] 都没变。',
      },
      notes: '旧 Pod 走了，名字才空出来；换成 Deployment，新的早就起来了。',
    },
    shrink: {
      title: '都缩到一个',
      text: '两边都缩到一个。动手之前，先说各自会留下哪个。',
      hints: ['两条命令。', '`kubectl scale` 后面写类型和名字。', '运行这一步的两条命令。'],
      notes: 'StatefulSet 留下的一定是 web-0，Deployment 留下哪个说不准。',
    },
  },
  parts: {
    inOrder: '按 0、1、2 的顺序出现',
    listed: '列出过 Pod',
    killed: '停掉了一个 Pod',
    newPod: 'web-1 已是新的对象',
    sameClaim: '它的 PVC 还是原来的对象',
  },
  closing: {
    question: '什么时候该用 StatefulSet？',
    choices: { faster: 'Pod 要启动得快', identity: '每个 Pod 需要自己的名字、次序或卷', replication: '要在 Pod 之间拷贝数据' },
    explanation: '身份、次序、存储。拷贝数据是里面程序的事。',
  },
  takeaway: '先问一句：任何一个 Pod 都能顶替另一个吗？能，就用 Deployment。',
  wrongAnswers: { onePod: '只建了一个没人接管的 Pod', onlyPool: '只缩了 Deployment' },
};
