import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'StatefulSet 删掉再建，会找到前任的 [[claim|PVC]]，连同里面的数据。',
  steps: {
    write: {
      title: '留下一点东西',
      text: '往 0 号的卷里写一行。就当它是数据库第一次启动时设下的密码。',
      hints: ['卷挂载在页面目录上。', '用 `kubectl exec` 写进去。', '运行这一步的命令。'],
    },
    delete: {
      title: '删除 StatefulSet',
      text: '想重来一遍，就把 StatefulSet 删掉。看看什么留下了。',
      hints: ['要删的是 StatefulSet 这个对象。', '`kubectl delete statefulset` 后面写名字。', '运行 `kubectl delete statefulset web`。'],
      prediction: {
        question: 'StatefulSet 删了，PVC 呢？',
        choices: { gone: '一起删', stays: '留下' },
        reveal: '留下，图上还给它们留着位置：它们没有属主。',
      },
      notes: '从有 StatefulSet 起默认就是这样，是有意为之。',
    },
    again: {
      title: '再建一次',
      text: '提交同一份清单，看 0 号里面。',
      hints: ['清单就是官方示例。', '等 Pod 就绪再读文件。', '先运行 `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`，再读页面。'],
      prediction: {
        question: '新的 0 号在卷里会看到什么？',
        choices: { fresh: '空目录', old: '原来那一行' },
        reveal: '原来那一行。PVC 是按名字找的：模板、StatefulSet、序号。名字一样，PVC 就是同一个。',
      },
      notes: '数据库于是还认旧密码，不管新清单怎么写：这就是重装后“拒绝访问”的老毛病。',
    },
    clean: {
      title: '真正重来',
      text: '先删 StatefulSet，再删 PVC。顺序不能反：正在用的 PVC 只会干等。',
      hints: ['要删两次。', 'PVC 带着标签 `app=nginx`。', '先运行 `kubectl delete statefulset web`，再运行 `kubectl delete pvc -l app=nginx`。'],
      notes: '有 Pod 在用的 PVC 带着[[finalizer]]：显示 Terminating，要等 Pod 走了才消失。',
    },
    fresh: {
      title: '又建一次',
      text: '还是那份清单，第三次。',
      hints: ['照旧提交。', '再看看目录。', '先运行 `kubectl apply -f https://k8s.io/examples/application/web/web.yaml`，再运行 `kubectl exec web-0 -- ls /usr/share/nginx/html`。'],
      prediction: {
        question: '这一次呢？',
        choices: { fresh: '空目录', old: '原来那一行' },
        reveal: '空目录：PVC 是新的，卷也是新的。',
      },
    },
  },
  parts: {
    written: '0 号的卷里有这一行',
    noPods: '剩下的 Pod',
    sameClaim: '0 号的 PVC 还是开头那个对象',
    oldData: '0 号里是原来那一行',
    noClaims: '剩下的 PVC',
    newClaim: '0 号的 PVC 是新的对象',
    empty: '0 号的目录是空的',
  },
  closing: {
    question: '新的 StatefulSet 怎样找到旧的 PVC？',
    choices: { random: '随便拿一个空闲的', name: '按名字，由模板、StatefulSet 和序号拼成', uid: '按 StatefulSet 的 uid' },
    explanation: '名字对得上就用，不管是谁建的。',
  },
  takeaway: '删掉 StatefulSet 不等于重置。记忆在 PVC 里。',
  wrongAnswers: { keepsClaims: '只删 StatefulSet，留着 PVC', deletesPod: '删了 Pod，又被建回来' },
};
