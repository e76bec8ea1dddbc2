import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Service 用一个地址、一个名字代表它的所有 Pod；要找某一个 Pod，就用那个 Pod 自己的名字。',
  steps: {
    look: {
      title: '找到 Service 的地址',
      text: '清单里的第二个 Service 有虚拟 IP。它不在任何网卡上，由各个节点换成某个 Pod 的地址。',
      hints: [
        '清单建了两个 Service，只有一个有地址。',
        '查 `svc`，名字是 `nginx-web-sts-svc`。',
        '运行 `kubectl get svc nginx-web-sts-svc`。',
      ],
      outputNotes: { ip: '虚拟 IP：Service 在，它就不变' },
    },
    byIp: {
      title: '一遍一遍地访问',
      text: '这个循环每秒访问一次，按 Ctrl-C 停止。每次请求都是新连接，每个连接都可能落到不同的 Pod。',
      hints: [
        '这一次的结果，说明不了下一次。',
        '让循环一直跑，三种首页都出现之后再按 Ctrl-C。',
        '运行 `while true;do curl 10.200.3.231;sleep 1;done`。',
      ],
      prediction: {
        question: '这些请求由谁来答？',
        choices: { always0: '一直是 0 号', inTurn: '0、1、2 轮流', byChance: '三个里随机一个' },
        reveal: '随机：每来一个新连接，kube-proxy 就抽一个 Pod。次数多了，各占三分之一左右。',
      },
      notes: '让学员数一数各出现几次。三十次很少正好各十次，这不是故障。',
    },
    byNameFails: {
      title: '在节点上用域名访问',
      text: 'Service 的完整域名，只有集群的 DNS 服务器知道。这个节点问的不是它。',
      hints: [
        '这一步本来就会失败。',
        '看括号里的数字，它说明 curl 停在哪一步。',
        '运行 `curl nginx-web-sts-svc.default.svc.myharbor.com`。',
      ],
      outputNotes: { six: '退出码 6：域名解析失败，连接还没开始' },
      notes: 'Pod 的 DNS 服务器由 kubelet 配好；节点没有人管，除非自己写上。',
    },
    resolver: {
      title: '告诉节点该问谁',
      text: '打开 `/etc/resolv.conf`，加一行 `nameserver 10.200.0.10`。保存并退出编辑器。',
      hints: [
        '集群 DNS 服务器的地址以 .10 结尾。',
        '在 vim 里：`i` 开始输入，Esc 结束输入，`:wq` 保存退出。',
        '运行 `vim /etc/resolv.conf`，单独加一行 `nameserver 10.200.0.10`。',
      ],
      notes: '有多行 nameserver 时要注意先后：前一个答“没有这个名字”，就不再问后一个。文档这样改是为了测试，生产节点不要动。',
    },
    byName: {
      title: '再用域名访问',
      text: '还是同样的循环，地址换成域名。DNS 给出虚拟 IP，后面和刚才一样。',
      hints: [
        '每一轮都会解析一次，得到的总是同一个地址。',
        '等三种首页都出现，再按 Ctrl-C。',
        '运行 `while true;do curl nginx-web-sts-svc.default.svc.myharbor.com;sleep 1;done`。',
      ],
    },
    otherZone: {
      title: '换成书上的域名',
      text: '多数例子以 `cluster.local` 结尾。集群域名在安装时就定了，这里是 `myharbor.com`。',
      hints: [
        '这一步本来就会失败。',
        '只有名字的结尾不同。',
        '运行 `curl nginx-web-sts-svc.default.svc.cluster.local`。',
      ],
      prediction: {
        question: '以 `cluster.local` 结尾的名字，查得到吗？',
        choices: { sameAnswer: '查得到，两个都能用', notFound: '查不到，没有这个名字' },
        reveal: '答复是 NXDOMAIN：这个集群的域名是 `myharbor.com`。从别处抄来的域名，结尾不对就查不到。',
      },
    },
    fromPod: {
      title: '随便哪个，还是就要那个',
      text: '在 Pod 里写短名字就够了。先访问 Service，再用名字直接访问 2 号 Pod。',
      hints: [
        'Pod 的 `search` 那一行会把短名字补全。',
        'Pod 的名字写在无头服务之下：`nginx-web-sts-vct-2.linux-headless`。',
        '启动 dns-test，再运行 `wget -qO- nginx-web-sts-svc` 和 `wget -qO- nginx-web-sts-vct-2.linux-headless`。',
      ],
      outputNotes: { search: '短名字按这个顺序补全' },
      notes: '一个 StatefulSet，两个 Service：无头的给 Pod 起名字，另一个分发请求。两者并不冲突。',
    },
  },
  parts: {
    looked: '查看过这个 Service',
    answers: '出现过的不同首页',
    asked: '节点查询过这个域名',
    curl6: 'curl 以退出码 6 结束',
    nameserver: '节点向 10.200.0.10 查询',
    resolved: '域名解析成功',
    noSuchZone: 'DNS 答复没有这个名字',
    anyPod: 'dns-test 得到了 Service 的应答',
    podResolved: '2 号 Pod 的名字解析成功',
    thatPod: '2 号 Pod 亲自答了 sts2',
  },
  closing: {
    question: '客户端只能写 0 号 Pod，不能写到别的 Pod。该用哪个名字？',
    choices: {
      serviceName: '`nginx-web-sts-svc`',
      podName: '`nginx-web-sts-vct-0.linux-headless`',
      sessionAffinity: '`nginx-web-sts-svc`，先访问一次 0 号就行',
    },
    explanation: 'Service 不会记住客户端想要哪个 Pod。无头服务之下 Pod 自己的名字，只通向那一个 Pod。',
  },
  takeaway: '要任意一个，找 Service；要某一个，用无头服务下的名字。名字的结尾由集群决定。',
  wrongAnswers: {
    podAddress: '访问的是 Pod 的地址，没有经过 Service',
    wrongServer: '把 Service 的地址当成了 DNS 服务器',
    onlyService: '一遍遍访问 Service，没有访问 2 号 Pod',
  },
};
