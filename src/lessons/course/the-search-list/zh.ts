import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '短名字由 Pod 里的解析器补全：后缀一个个试，直到有回答。',
  steps: {
    config: {
      title: '看设置',
      text: '每个 Pod 都有 /etc/resolv.conf。看 `search` 后面的后缀，和 `ndots` 后面的数字。',
      hints: ['Pod 名叫 `dns`。', '用 `cat` 看文件。', '运行 `kubectl exec dns -- cat /etc/resolv.conf`。'],
      outputNotes: { search: '三个后缀，Pod 所在的命名空间排第一', ndots: '点少于五个的名字，先补后缀' },
    },
    short: {
      title: '用短名字问',
      text: 'StatefulSet `web` 的 0 号，要通过[[headless-service|无头服务]] `nginx` 来找。看实际问的是什么。',
      hints: ['Pod 名，点，Service 名。', '名字是 `web-0.nginx`。', '运行 `kubectl exec dns -- nslookup web-0.nginx`。'],
      prediction: {
        question: 'CoreDNS 最先听到哪个名字？',
        choices: { asTyped: 'web-0.nginx', first: 'web-0.nginx.default.svc.cluster.local' },
        reveal: '补全后的那个。名字里只有一个点，不到五个，所以先试后缀，第一个就中了。',
      },
      notes: 'ndots 数的是点。外网的名字点数不够，也会先把后缀全试一遍。',
    },
    podOnly: {
      title: '不写 Service',
      text: '只问 Pod 名。每一次尝试，舞台上都看得见。',
      hints: ['只写 Pod 的名字。', '名字是 `web-0`。', '运行 `kubectl exec dns -- nslookup web-0`。'],
      prediction: {
        question: '只凭 Pod 名找得到吗？',
        choices: { found: '找得到', missing: '找不到' },
        reveal: '找不到。三个后缀，三次 NXDOMAIN。Pod 的记录在它的 Service 之下。',
      },
      notes: '用 StatefulSet 时，这个错误最常见；再就是 Service 没建或拼错。',
    },
    otherNamespace: {
      title: '换个地方问',
      text: '同样的短名字，由命名空间 `other` 里的 Pod 来问。',
      hints: ['`other` 里也有一个 `dns`。', '它的搜索域以自己的命名空间打头。', '运行 `kubectl exec --namespace=other dns -- nslookup web-0.nginx`。'],
      prediction: {
        question: '它找得到 `default` 里的 0 号吗？',
        choices: { found: '找得到', missing: '找不到' },
        reveal: '找不到。它的第一个后缀是 other.svc.cluster.local，没有哪个后缀里有 default。',
      },
    },
    withNamespace: {
      title: '加上命名空间',
      text: '把 Service 所在的命名空间也写上。',
      hints: ['Pod、Service、命名空间。', '名字是 `web-0.nginx.default`。', '运行 `kubectl exec --namespace=other dns -- nslookup web-0.nginx.default`。'],
      notes: '这次对上的是第二个后缀 svc.cluster.local。',
    },
    full: {
      title: '写全',
      text: '整个名字后面加一个点，就什么也不补了。',
      hints: ['集群域是 `cluster.local`。', '末尾的点表示到此为止。', '运行 `kubectl exec dns -- nslookup web-0.nginx.default.svc.cluster.local.`。'],
      prediction: {
        question: '这个名字要问几次？',
        choices: { one: '每种地址一次', four: '四次' },
        reveal: '每种地址一次。以点结尾的名字，原样去问。',
      },
    },
  },
  parts: {
    read: '读过文件',
    firstHit: '第一个后缀就得到 0 号的地址',
    miss1: '加命名空间：NXDOMAIN',
    miss2: '加 svc：NXDOMAIN',
    miss3: '加集群域：NXDOMAIN',
    wrongZone: '在命名空间 `other` 里：NXDOMAIN',
    secondHit: '从命名空间 `other` 找到了',
    once: '完整的名字有了回答',
  },
  closing: {
    question: '同一命名空间里，要找 StatefulSet `db` 的 0 号，Service 是 `db-peers`。写哪个名字就够？',
    choices: { pod: '`db-0`', podService: '`db-0.db-peers`', ip: '都不行，只能用地址' },
    explanation: 'Pod 加 Service，剩下的由搜索域来补。',
  },
  takeaway: '同一命名空间写 Pod 点 Service，跨命名空间多写一段，要精确就以点结尾。',
  wrongAnswers: { setName: '问的是 StatefulSet 的名字，没有这条记录', stillShort: '没写 Service' },
};
