import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: '主库和从库得知道谁是谁：StatefulSet 给身份、顺序和存储，其余由脚本完成。',
  steps: {
    pool: {
      title: '用 Deployment 起三个数据库',
      text: '用 Deployment 起三个 MySQL，看它们的名字。每个都是自己的一个空库。',
      hints: ['清单就在当前目录。', '提交之后，列出带标签 `app=pool` 的 Pod。', '先运行 `kubectl apply -f pool.yaml`，再运行 `kubectl get pods -l app=pool`。'],
      notes: '问学员：谁是主库？没人说得出，重启之后名字又变了。',
    },
    set: {
      title: '换成 StatefulSet',
      text: '删掉那一池，提交官方示例的三份清单。注意 Init:0/2：新成员在从前一个那里拷数据。',
      hints: ['先配置，再 Service，最后是 StatefulSet。', '都在 k8s.io/examples/application/mysql 下面。', '运行这一步的四条命令。'],
      prediction: {
        question: '谁会成为主库？',
        choices: { elected: '它们选出来的那个', zero: 'mysql-0，脚本是这么写的', first: '碰巧最先就绪的那个' },
        reveal: 'mysql-0。Pod 里的脚本从主机名里读出[[ordinal|序号]]：0 做主库，其余做从库。',
      },
      notes: 'server id 也由序号来：100 加序号。顺序很要紧，从库得有人可拷。',
    },
    write: {
      title: '写主库',
      text: '在任何一个 Pod 里，都可以往主库的名字 `mysql-0.mysql` 写。重启前后，这个名字都在。',
      hints: ['客户端就在其中一个 Pod 里。', '`-h mysql-0.mysql` 指定服务器。', '运行这一步的命令。'],
      notes: '写用 Pod 的名字，读用 Service mysql-read。',
    },
    read: {
      title: '读从库',
      text: '写到 mysql-0 的那一行，去问 mysql-2。',
      hints: ['2 号里的客户端问自己的服务器。', '地址是 127.0.0.1。', '运行这一步的命令。'],
      prediction: {
        question: 'mysql-2 知道什么？',
        choices: { nothing: '什么也不知道，它有自己的卷', hello: '知道那一行，它跟着主库' },
        reveal: '知道那一行。复制是 MySQL 做的，各个 Pod 的卷互不相干。',
      },
      outputNotes: { hello: '写在 0 号，从 2 号读到' },
    },
    readOnly: {
      title: '写从库',
      text: '试着往 mysql-1 写。',
      hints: ['还是客户端，换到 1 号。', '这次是 INSERT。', '运行这一步的命令。'],
      prediction: {
        question: 'mysql-1 会怎么说？',
        choices: { written: '收下', refused: '拒绝' },
        reveal: '拒绝：从库是只读的，这样只有一个成员在写。',
      },
      outputNotes: { readOnly: '读序号的那个脚本设下的' },
      notes: 'Kubernetes 并不知道这条规矩，它写在数据库的配置里。',
    },
    replace: {
      title: '失去主库',
      text: '删掉 mysql-0，等后继者，再在那里读那一行。',
      hints: ['删 Pod。', '再问 0 号。', '先运行 `kubectl delete pod mysql-0`，再运行第二条。'],
      prediction: {
        question: '之后谁是主库？',
        choices: { one: 'mysql-1 接班', same: '还是 mysql-0' },
        reveal: '还是 mysql-0：同名，同一个 [[claim|PVC]]，同一个角色。这期间没人能写；换成 Operator，会提升一个从库。',
      },
      notes: '和那一池比比：那边新来的是个陌生的空库。',
    },
    grow: {
      title: '添一个成员',
      text: '扩到四个，在 mysql-3 上读那一行。',
      hints: ['四个副本。', '再问 3 号。', '先运行 `kubectl scale statefulset mysql --replicas=4`，再运行第二条。'],
      prediction: {
        question: '数据是谁拷到 mysql-3 的？',
        choices: { kubernetes: 'StatefulSet 控制器', scripts: '一个 init 容器，从 mysql-2 拷' },
        reveal: '一个 init 容器。它按名字去找邻居；mysql-3 出现之前 mysql-2 已经就绪，所以找得到。',
      },
      notes: '把脚本拿掉，就只剩四个互不相识的数据库。',
    },
  },
  parts: {
    listed: '列出过 Pod',
    inOrder: '成员按 0、1、2 的顺序出现',
    byName: '按名字找到了主库',
    written: '那一行写进去了',
    readThere: 'mysql-2 回答了',
    refused: 'mysql-1 拒绝了',
    newPod: 'mysql-0 已是新的对象',
    sameClaim: '它的 PVC 还是原来的对象',
    readFour: '成功的命令',
  },
  closing: {
    question: '对这个数据库，StatefulSet 自己做了什么？',
    choices: { everything: '搭好了主库和从库', identity: '给每个成员名字、顺序和卷', replication: '在卷之间拷贝数据' },
    explanation: '身份、顺序、存储。角色和复制，是在此之上的脚本做的。',
  },
  takeaway: '身份是 Deployment 给不了的，而主从数据库正是建在它上面。',
  wrongAnswers: { keepsPool: '又加了几个没有名分的库', writesToReplica: '写到了从库上', readsOnly: '只在旧成员上读，没有添成员' },
};
