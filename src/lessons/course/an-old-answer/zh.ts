import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '名字永远有效，被人记下来的回答却会过期。',
  steps: {
    ttl: {
      title: '看有效期',
      text: '用 `dig` 向 CoreDNS 查 0 号 Pod。`IN A` 前面的数字是 TTL：客户端最多可以把回答记这么多秒。',
      hints: ['名为 `tools` 的 Pod 里有 `dig`。', '写完整的名字。', '运行 `kubectl exec tools -- dig web-0.nginx.default.svc.cluster.local`。'],
      outputNotes: { thirty: '有效期 30 秒' },
      notes: '默认配置下，CoreDNS 自己不缓存集群域的回答。会缓存的是程序里的解析器：JVM、nscd、数据库驱动。',
    },
    keep: {
      title: '记下一个回答',
      text: '很多程序只解析一次，之后一直用那个地址。让名为 `client` 的 Pod 也这么做：记下地址，再从这个地址取首页。',
      hints: ['地址存进 Pod 里的一个文件。', '文件是 `/tmp/peer`，`wget` 读里面的地址。', '依次运行这一步的两条命令。'],
      notes: '这个文件就相当于一个长期运行的程序的内存。',
    },
    replace: {
      title: '换掉 Pod',
      text: '删除 0 号 Pod，再从记下的地址取一次。',
      hints: ['StatefulSet 会新建一个 0 号。', '看它名字下面的地址。', '运行 `kubectl delete pod web-0`，再像刚才那样取首页。'],
      prediction: {
        question: '0 号换了新的 Pod，记下的地址还能找到它吗？',
        choices: { works: '能，名字没变', fails: '不能' },
        reveal: '不能。名字没变，地址变了，旧地址上已经没有人。',
      },
      outputNotes: { noRoute: '这个地址现在没有人用' },
      notes: '还有比报错更糟的：旧地址以后可能分给别的 Pod，应答的就是陌生人。',
    },
    name: {
      title: '按名字再问',
      text: '这次按名字取。先查询，拿到的就是新地址。',
      hints: ['名字没有变。', '名字是 `web-0.nginx`。', '运行 `kubectl exec client -- wget -qO- -T 3 http://web-0.nginx`。'],
    },
    miss: {
      title: '问得太早',
      text: '2 号 Pod 还不存在。现在就查它：回答是 NXDOMAIN，这个回答同样可以被记住。',
      hints: ['同样的问题，换一个序号。', 'SOA 那一行的最后一个数字，就是“不存在”可以记多久。', '运行 `kubectl exec tools -- dig web-2.nginx.default.svc.cluster.local`。'],
      outputNotes: { soa: '最后的数字：“不存在”也可以记 30 秒' },
      notes: '成员问邻居问得太早，又记住了“不存在”，就要白等半分钟。',
    },
    appears: {
      title: '等它出现',
      text: '扩到三个，等新的 Pod 就绪，再查一次。',
      hints: ['Pod 就绪，名字才出现。', '`kubectl rollout status` 会等到就绪。', '运行这一步的三条命令。'],
      prediction: {
        question: '2 号就绪之后，`dig` 多久能查到它的地址？',
        choices: { atOnce: '马上', later: '最多要等 30 秒' },
        reveal: '马上。CoreDNS 不缓存集群域里的“不存在”，`dig` 什么也不记。会记住“不存在”的程序才要等。',
      },
      notes: '旧一些的集群让 CoreDNS 缓存 30 秒，在那里就要等。',
    },
  },
  parts: {
    asked: '查过 0 号',
    kept: '客户端记下了一个地址',
    served: '0 号返回了首页',
    newPod: '0 号已是新的对象',
    newAddress: '0 号换了地址',
    failed: '记下的地址连不上',
    askedAgain: '按名字查询，得到新地址',
    missing: '查 2 号，回答是 NXDOMAIN',
    found: '按名字查到了 2 号',
  },
  closing: {
    question: '某个驱动只解析一次服务器的名字，地址一直用下去。它什么时候会出错？',
    choices: { atOnce: '马上', replaced: 'Pod 被替换的时候', thirty: '30 秒之后' },
    explanation: '地址只在那个 Pod 存在时有效。客户端出错之后、TTL 过了之后，都应该重新查。',
  },
  takeaway: '记名字，不要记地址；出了错就重新查。',
  wrongAnswers: { keepsPod: '旧 Pod 还在，只是又取了一次', stillKept: '还在用记下的地址', otherName: '没有 2 号，只是又查了一次' },
};
