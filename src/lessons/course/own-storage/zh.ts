import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '每个序号都有自己的 [[claim|PVC]]、卷和目录，Pod 没了，它们还在。',
  steps: {
    clear: {
      title: '先清掉上一个实验',
      text: '实验 1 的 StatefulSet 还在运行，而两个实验的 Pod 都带标签 `apps: nginx`。不删掉，第二个实验的 Service 会把两边的 Pod 都选进来。',
      hints: [
        '用哪个文件建的，就可以用哪个文件删。',
        '`kubectl delete` 和 `apply` 一样，用 `-f` 指定文件。',
        '运行 `kubectl delete -f 01_statefulset_headless_network.yml`，等 Pod 全部消失。',
      ],
      notes: '归属不等于选中：StatefulSet 靠 ownerReferences 拥有 Pod，Service 靠标签选 Pod。问学员：两个一起运行会怎样？',
    },
    apply: {
      title: '先读清单，再提交',
      text: '看 `volumeClaimTemplates`：它是模子，不是一块卷。然后提交清单，看每个序号的 PVC、卷和 Pod 依次出现。',
      hints: [
        '文件就在终端打开时所在的目录。',
        '先 `cat`，再 `kubectl apply -f`。',
        '运行 `kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml`，等三个 Pod 就绪。',
      ],
      prediction: {
        question: '模板里只写了一次 2Gi。三个副本会有几个 PVC？',
        choices: { oneShared: '一个，大家共用', oneEach: '三个，每个序号一个', none: '没有，卷是 Pod 的一部分' },
        reveal: '三个：`data-nginx-web-sts-vct-0`、`-1` 和 `-2`。名字由模板名、StatefulSet 名和序号拼成，所以同一个序号总能找到同一个 PVC。',
      },
      notes: '供应器为每个 PVC 在 NFS 共享目录下建一个文件夹。uid 与文档一致，文档里的路径可以照抄。',
    },
    look: {
      title: '看看 PVC 和 PV',
      text: 'PVC 是申请，PV 是实际给的卷。STATUS 为 Bound，表示两者已经对上。',
      hints: [
        '两种资源可以用一条命令列出来。',
        '资源类型之间用逗号隔开：`pvc,pv`。',
        '运行 `kubectl get pvc,pv`。',
      ],
      outputNotes: { claim: '0 号的 PVC，以及为它建的卷' },
    },
    find: {
      title: '找到目录',
      text: 'NFS 的共享目录就在这个节点上。输入开头，按两下 TAB，每个卷一个目录都会列出来；然后进入第一个。',
      hints: [
        'Shell 会补全路径：按一下 TAB 补全，按两下列出。',
        '目录名以命名空间和 PVC 名开头：`default-data-nginx-web-sts-vct-0-…`。',
        '运行 `cd /opt/data/kubernetes/default-data-nginx-web-sts-vct-0-pvc-0eabd805-82a5-47da-ab14-031921299411/`。',
      ],
      outputNotes: { leftOver: '以前测试留下的，属于另一个 PVC' },
      notes: '文档里那份目录列表，就是按两下 TAB 得到的。目录是空的：新卷还没有人写过。',
    },
    empty: {
      title: '访问一下 Nginx',
      text: '镜像自带一个首页。可卷正好挂载在首页所在的目录上。',
      hints: [
        '用 0 号 Pod 的地址去访问。',
        '地址在 `.status.podIP` 里。',
        "运行 `curl $(kubectl get pod nginx-web-sts-vct-0 -o jsonpath='{.status.podIP}')`。",
      ],
      prediction: {
        question: '现在 0 号 Pod 里的 Nginx 会答什么？',
        choices: { imagePage: '镜像自带的首页', forbidden: '403 Forbidden', refused: '没有应答，连接被拒绝' },
        reveal: '403 Forbidden。挂载会盖住镜像在这个路径上的内容，而新卷里还没有 index.html。',
      },
      outputNotes: { forbidden: '目录在，里面没有首页' },
    },
    write: {
      title: '给每个 Pod 写首页',
      text: '往三个目录里各写一个不同的首页。写完立刻能在 Pod 里看到，因为那就是同一个文件。',
      hints: [
        '你现在在 0 号的目录里，另外两个就在旁边。',
        '`cd ..` 回到共享目录，再写 `目录名/index.html`。',
        '按顺序运行这一步的四条命令。',
      ],
      notes: '选中一个卷，图上就能看到文件。这一步没有向 API 服务器发过任何请求。',
    },
    replace: {
      title: '删掉 1 号，再读首页',
      text: '删除 1 号 Pod，等新的顶上来。然后在新 Pod 里读首页。',
      hints: [
        '删掉 Pod 就够了，其余的交给 StatefulSet。',
        '等新 Pod 就绪，用 `kubectl exec` 读文件。',
        '运行 `kubectl delete pod nginx-web-sts-vct-1`，再运行 `kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html`。',
      ],
      prediction: {
        question: '删掉 1 号 Pod 之后，哪一个会换成新的对象？',
        choices: { pod: 'Pod', claim: 'PVC', both: '两个都换' },
        reveal: '只有 Pod 是新的。名字没变，就找到同一个 PVC；PVC 没变，就是同一块卷，首页还在。',
      },
      notes: '问学员：要删什么，数据才会丢？是 PVC，不是 Pod。那是另一课的内容。',
    },
  },
  parts: {
    podsGone: '实验 1 还剩的 Pod',
    bound: '已绑定的 PVC',
    claimOrder: 'PVC 按 0、1、2 的顺序创建',
    lookedClaims: '列出过 PVC',
    lookedVolumes: '列出过 PV',
    inside: '有一个终端进入了 0 号的目录',
    forbidden: '0 号 Pod 答了 403',
    page0: '0 号 Pod 里是 sts0',
    page1: '1 号 Pod 里是 sts1',
    page2: '2 号 Pod 里是 sts2',
    newPod: '1 号 Pod 已是新的对象',
    sameClaim: '它的 PVC 还是原来的对象',
    stillThere: '里面的首页仍是 sts1',
  },
  closing: {
    question: '带 `volumeClaimTemplates` 的 StatefulSet，给 Pod 的是什么？',
    choices: {
      shared: '一块所有 Pod 共用的卷',
      perOrdinal: '每个序号一块卷，Pod 来去都保留',
      inPod: '每个 Pod 一块卷，随 Pod 一起删除',
    },
    explanation: 'PVC 的名字由模板名、StatefulSet 名和序号拼成。同一个序号的新 Pod，用的就是已经在那里的 PVC。',
  },
  takeaway: 'PVC 属于序号，不属于 Pod：只建一次，以后每次都找回同一个。',
  wrongAnswers: {
    keptOldSet: '实验 1 还没删，就提交了第二个清单',
    sameFolder: '三个首页都写进了同一个目录',
    deletedClaim: '连 PVC 一起删了，首页也就没了',
  },
};
