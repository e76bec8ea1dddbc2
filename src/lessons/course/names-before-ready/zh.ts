import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'DNS 只收[[ready|就绪]]的 Pod，要靠彼此才能就绪的成员就被关在了门外。',
  steps: {
    apply: {
      title: '启动三个成员',
      text: '每个成员要能解析出三个名字，才算自己就绪。提交清单，等一等。',
      hints: ['文件就在当前目录。', '先看就绪探针，再提交。', '运行 `kubectl apply -f peers.yaml`。'],
      prediction: {
        question: '三个都在跑，有几个会就绪？',
        choices: { three: '三个', none: '一个也没有' },
        reveal: '一个也没有。Pod 就绪才有名字，有名字才能就绪：大家互相等。',
      },
      notes: '就绪探针里检查法定人数，也是同样的结果。很多数据库就是这样写的。',
    },
    ask: {
      title: '问一个名字',
      text: '让另一个 Pod 去问第一个成员。Pod 明明在跑，DNS 却不认识它。',
      hints: ['可以用名为 `dns` 的 Pod 来问。', '短名字是 `peers-0.peers`。', '运行 `kubectl exec dns -- nslookup peers-0.peers`。'],
      outputNotes: { cannot: 'NXDOMAIN：没有这个名字' },
      notes: 'NXDOMAIN 是 CoreDNS 的回答，不是它出了故障。',
    },
    slice: {
      title: '看回答的背后',
      text: 'CoreDNS 读的是 EndpointSlice。成员都在里面，只是标着未就绪。',
      hints: ['EndpointSlice 的标签里有 Service 的名字。', '标签是 `kubernetes.io/service-name`。', '运行这一步的命令。'],
      outputNotes: { notReady: '知道它，也有地址，就是没就绪' },
    },
    publish: {
      title: '全部公布',
      text: '可以让[[headless-service|无头服务]]把没就绪的 Pod 也写进名单。',
      hints: ['它是 Service 的一个字段。', '字段是 `publishNotReadyAddresses`。', `运行 \`${"kubectl patch service peers -p '{\"spec\":{\"publishNotReadyAddresses\":true}}'"}\`。`],
      prediction: {
        question: '现在还要做什么，成员才会就绪？',
        choices: { restart: '重启 Pod', heals: '什么也不用，下一次探测就能找到彼此' },
        reveal: '什么也不用。一秒之内名字就有了，下一次探测成功，三个都就绪。',
      },
      notes: '只用在成员之间互相找的 Service 上。给客户端用的，没就绪的就不该出现。',
    },
    again: {
      title: '再问一次',
      text: '和刚才同样的问题。',
      hints: ['还是让 `dns` 去问。', '别的都没变。', '运行 `kubectl exec dns -- nslookup peers-0.peers`。'],
    },
  },
  parts: {
    runs0: '0 号成员在跑',
    runs2: '2 号成员在跑',
    noneReady: '15 秒内没有一个就绪',
    nxdomain: '回答是 NXDOMAIN',
    sliceRead: '读过 EndpointSlice',
    published: 'Service 公布未就绪的 Pod',
    answered: '名字有了回答',
  },
  closing: {
    question: '无头服务默认公布哪些 Pod？',
    choices: { all: '所有存在的', ready: '就绪的', running: '在跑的' },
    explanation: '设了 `publishNotReadyAddresses`，有地址的就都公布。',
  },
  takeaway: '靠名字互相找的成员，需要一个在就绪之前就公布地址的 Service。',
  wrongAnswers: { restarts: '重启成员，什么也没改变', scales: '加了成员，一样在等' },
};
