import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'ClusterIP 是一条针对端口的规则，不是机器：能连，不能 ping。',
  steps: {
    pod: {
      title: 'ping 一个 Pod',
      text: '三个 Pod 在运行，前面有一个 [[service|Service]]。Pod 有自己的地址：ping 它。',
      hints: ['地址在 Pod 的状态里。', '三次就够。', '运行 `ping -c 3 10.100.1.88`，或这一步的命令。'],
    },
    service: {
      title: 'ping Service',
      text: 'Service 的地址是 10.200.3.231。ping 这个。',
      hints: ['`kubectl get svc` 会显示地址。', '还是三次。', '运行 `ping -c 3 10.200.3.231`。'],
      prediction: {
        question: '会有什么回来？',
        choices: { replies: '某个 Pod 的应答', silence: '什么也没有', refused: '连接被拒绝' },
        reveal: '什么也没有。集群里没有哪块网卡有这个地址。kube-proxy 改写的是到它端口的连接，而 ping 没有端口。',
      },
      outputNotes: { loss: 'Service 好好的，就是没有应答' },
      notes: '不少人在这里白费过工夫。kube-proxy 换一种模式，地址就在网卡上，也就会应答。',
    },
    curl: {
      title: '用它的端口',
      text: '向同一个地址要一页。',
      hints: ['端口是 80，curl 默认就是它。', '不是 ping，是连接。', '运行 `curl 10.200.3.231`。'],
      prediction: {
        question: 'ping 没有应答，curl 呢？',
        choices: { works: '有', fails: '也没有' },
        reveal: '有。TCP 80 端口有一条规则，从三个 Pod 里随机挑一个。',
      },
      notes: 'Service 是干什么用的，就用什么来测。',
    },
    port: {
      title: '换个端口',
      text: '问 8080，这个端口 Service 没有。',
      hints: ['地址后面加冒号和端口。', '给它三秒。', '运行 `curl -m 3 10.200.3.231:8080`。'],
    },
    scaled: {
      title: '把 Pod 撤掉',
      text: '把 StatefulSet 缩到零，等 Pod 都没了，再问一次 80 端口。',
      hints: ['先把副本数改成零。', '再 curl。', '先运行 `kubectl scale statefulset nginx-web-sts-vct --replicas=0`，再运行 `curl 10.200.3.231`。'],
      prediction: {
        question: '后面没有 Pod 的 Service，curl 会怎么说？',
        choices: { timeout: '等一阵，放弃', refused: '立刻说连接被拒绝' },
        reveal: '被拒绝。没有[[endpoint|端点]]的端口，kube-proxy 会放一条拒绝的规则。',
      },
      notes: '被拒绝，说明 Service 在，后面没人。没有声音，是另一回事。',
    },
  },
  parts: {
    noEcho: '没有应答的请求',
    ended: '`ping` 报错结束',
    answered: '得到了一页',
    tried: '试过另一个端口',
    noPods: '剩下的 Pod',
    refused: '连接被拒绝',
  },
  closing: {
    question: 'ClusterIP ping 不通，说明 Service 怎么了？',
    choices: { down: '挂了', rule: '什么也说明不了，这个地址只是端口的规则', firewall: '被防火墙挡了' },
    explanation: '改成问它的端口。',
  },
  takeaway: 'ping 用在 Pod 上，Service 要用连接来试。',
  wrongAnswers: { pingsPod: '又 ping 了一次 Pod', tooEarly: 'Pod 还在就去问' },
};
