/** What the controllers of nodes say, by code. */
export const nodesWhy = {
  'nodes.silent': {
    en: '{node} has given no sign of life for {seconds} s, so it counts as NotReady. Nobody knows what still runs on it.',
    zh: '{node} 已有 {seconds} 秒没有任何心跳，因此被视为 NotReady。没有人知道上面还在运行什么。',
  },
  'nodes.podNotReady': {
    en: '{pod} counts as not ready, because nobody has heard from its node {node}.',
    zh: '由于收不到节点 {node} 的消息，{pod} 被视为未就绪。',
  },
  'nodes.evicting': {
    en: '{node} gets the taint {taint} (NoExecute): pods that do not tolerate it have to go.',
    zh: '{node} 被加上污点 {taint}（NoExecute）：不能容忍它的 Pod 必须离开。',
  },
  'nodes.evictionHeld': {
    en: 'No pods are driven from {node} for now: so many nodes are silent at once that the fault may lie elsewhere.',
    zh: '暂不驱逐 {node} 上的 Pod：同时失联的节点太多，问题可能出在别处。',
  },
  'nodes.evictionPaced': {
    en: 'Pods will be driven from {node}, but nodes take turns: one every ten seconds.',
    zh: '{node} 上的 Pod 将被驱逐，但节点要轮流来：每十秒一个。',
  },
  'nodes.toleratedForAWhile': {
    en: '{pod} tolerates the taint {taint} of {node} for {seconds} s. After that it is deleted.',
    zh: '{pod} 可以容忍 {node} 的污点 {taint} {seconds} 秒，之后会被删除。',
  },
  'nodes.evicted': {
    en: '{pod} is deleted: it does not tolerate the taint {taint} of {node} any longer.',
    zh: '{pod} 被删除：它不能再容忍 {node} 的污点 {taint}。',
  },
  'nodes.nodeMissing': {
    en: 'The node {node} of {pod} does not exist. If it stays away for 40 s, the pod is removed.',
    zh: '{pod} 所在的节点 {node} 不存在。如果 40 秒内没有回来，该 Pod 会被清除。',
  },
  'nodes.podOrphaned': {
    en: '{pod} is removed: its node {node} no longer exists, so nobody else will do it.',
    zh: '{pod} 被清除：它的节点 {node} 已不存在，没有别人会来清理。',
  },
  'nodes.podOutOfService': {
    en: '{pod} is removed at once: somebody has declared its node {node} out of service.',
    zh: '{pod} 立即被清除：它的节点 {node} 已被声明停止服务（out-of-service）。',
  },
  'nodes.podNeverScheduled': {
    en: '{pod} is removed: it is to be deleted and never had a node.',
    zh: '{pod} 被清除：它等待删除，并且从未分配过节点。',
  },
} as const;
