import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'Pod 每次重建都会换地址，名字却不变：由[[headless-service|无头服务]]负责解析。',
  steps: {
    write: {
      title: '写资源清单',
      text: '文件里有两个对象：一个没有虚拟 IP 的 Service，一个声明了这个 Service 的 StatefulSet。读到单独一行 `EOF` 之前，Shell 一直显示 `> `。',
      hints: [
        '提示符变成 `> `，说明 Shell 还在等文本结束。',
        '`<<` 后面写的是哪个词，就用哪个词单独占一行来结束。',
        '输入 `EOF` 并回车。按 Ctrl-C 会放弃，什么也不写。',
      ],
      notes: '原文档没有写结尾的 `EOF`。先让学员自己看出 `> ` 是什么意思，再说答案。',
    },
    apply: {
      title: '提交清单',
      text: 'kubectl 把两个对象一起交给 API 服务器。看图上的各列怎样依次出现。',
      hints: [
        '文件写好了，集群还不知道。',
        '`kubectl apply` 用 `-f` 指定文件。',
        '运行 `kubectl apply -f 01_statefulset_headless_network.yml`，等三个 Pod 全部就绪。',
      ],
      prediction: {
        question: '要三个副本，Pod 会怎样出现？',
        choices: { together: '三个同时出现', ascending: '先 0，再 1，再 2', anyOrder: '一个一个来，顺序不定' },
        reveal: '顺序是 0、1、2，而且每一个都等前一个就绪之后才创建。这是默认的 OrderedReady 策略。',
      },
      notes: '问学员：两个 Pod 之间，控制器在等什么？趁 0 号还在启动，选中 StatefulSet，打开“为什么”。',
    },
    look: {
      title: '看看地址',
      text: '每个 Pod 都有自己的地址，取自所在节点的网段。谁也没有保证过这些地址不变。',
      hints: [
        '普通的 Pod 列表里没有地址。',
        '`kubectl get` 换一种输出格式，就会多出几列。',
        '运行 `kubectl get pods -o wide`。',
      ],
      outputNotes: { ip: '记住这个地址：它会变，名字不会' },
    },
    enter: {
      title: '启动一个测试 Pod',
      text: '集群里的名字只有在集群里面才查得到。`dns-test` 是一个带 Shell 的普通 Pod，提示符是 `/ # `。',
      hints: [
        '节点自己不会去问集群的 DNS，Pod 才会。',
        '`kubectl run` 加上 `-it` 和 `-- sh`，就进入新 Pod 的 Shell。',
        '运行 `kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh`。',
      ],
    },
    ping: {
      title: '按名字 ping 每一个 Pod',
      text: '写 Pod 名和 Service 名，不写 IP。看解析器怎么把它补全。',
      hints: [
        '名字写到服务名就够了，后面缺的那一截会自动补上。',
        '补哪一截，写在 `/etc/resolv.conf` 的 `search` 那一行里。',
        '在 dns-test 里运行 `for i in $(seq 0 2);do ping nginx-web-headless-$i.linux-headless -c 4;done`。',
      ],
      outputNotes: {
        resolved: '名字已经变成地址，之后的包只认地址',
        ttl62: 'ttl=62：经过两个节点转发，每次减 1',
        ttl64: 'ttl=64：这个 Pod 和 dns-test 在同一个节点',
        noLoss: '一个没丢',
      },
      notes: '名字后面补的是 `default.svc.myharbor.com`。让学员只看 ttl，说出每个 Pod 在哪个节点。',
    },
    replace: {
      title: '删掉 1 号，再 ping 一次',
      text: '先退出 dns-test，删除 1 号 Pod，等 StatefulSet 把它重建出来。然后再 ping 同一个名字。',
      hints: [
        '序号 1 缺了 Pod，StatefulSet 自己会发现。',
        '`kubectl delete pod` 后面写 Pod 名。等新的就绪了再 ping。',
        '依次运行 `exit`、`kubectl delete pod nginx-web-headless-1`，再次启动 dns-test，然后 `ping nginx-web-headless-1.linux-headless -c 4`。',
      ],
      prediction: {
        question: '删掉 1 号 Pod，等它重建好，哪一样会变？',
        choices: { name: '它的名字', address: '它的地址', ordinal: '它的序号' },
        reveal: '只有地址是新的。Pod 已经是另一个对象，uid 也换了；序号、名字和主机名都与原来相同，DNS 已经答出新地址。',
      },
      notes: '在检查器里对比删除前后的 uid。旧 Pod 没有被修好，是另一个 Pod 顶替了它。',
    },
    short: {
      title: '只写 Pod 名，不写服务名呢？',
      text: '直接 ping Pod 的短名字。DNS 里没有这个名字：Pod 的名字只存在于它的 Service 之下。',
      hints: [
        '这一步本来就会失败。',
        '数一数解析器放弃之前问了几次。',
        '在 dns-test 里运行 `ping nginx-web-headless-1`。',
      ],
      outputNotes: { bad: '补全出来的名字一个都不存在' },
    },
  },
  parts: {
    fileService: '文件里有 Service，并写着 `clusterIP: None`',
    fileSet: '文件里有 StatefulSet，并声明了这个 Service',
    noVip: 'Service 没有虚拟 IP',
    order: '按 0、1、2 创建，前一个就绪才建下一个',
    looked: '列出过 Pod',
    resolved: '名字解析到当前的 IP',
    reply0: '0 号的回复',
    reply1: '1 号的回复',
    reply2: '2 号的回复',
    newPod: '1 号已是新的对象',
    newAddress: '1 号换了新地址',
    resolvedAgain: '原来的名字解析到新地址',
    first: '补 `.default.svc.myharbor.com` 试过',
    second: '补 `.svc.myharbor.com` 试过',
    third: '补 `.myharbor.com` 试过',
  },
  closing: {
    question: '同一命名空间里的程序要长期访问 1 号 Pod，配置里该写什么？',
    choices: {
      ip: '`10.100.5.28`',
      podName: '`nginx-web-headless-1`',
      podAndService: '`nginx-web-headless-1.linux-headless`',
    },
    explanation: '地址随 Pod 一起消失，单独的 Pod 名不在 DNS 里。写成“Pod 名.无头服务名”，不管这个序号上换了哪个 Pod，都能解析到它。',
  },
  takeaway: '地址属于 Pod，名字属于序号。配置里写名字。',
  wrongAnswers: {
    withVip: '漏写 `clusterIP: None`：Service 分到了虚拟 IP，各个 Pod 没有自己的名字',
    byAddress: 'ping 的是地址，不是名字',
    otherPod: '删的是 2 号，不是 1 号',
  },
};
