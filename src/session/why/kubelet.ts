/** What the kubelet says, by code. */
export const kubeletWhy = {
  'kubelet.startContainer': {
    en: 'Container {container} of {pod} has been started.',
    zh: '{pod} 的容器 {container} 已启动。',
  },
  'kubelet.restartContainer': {
    en: 'Container {container} of {pod} ended with exit code {exitCode}; it has been started again in the same pod.',
    zh: '{pod} 的容器 {container} 以退出码 {exitCode} 结束；已在同一个 Pod 中重新启动。',
  },
  'kubelet.pulling': {
    en: '{node} is fetching the image {image} for {pod}. The container starts when it is there.',
    zh: '{node} 正在为 {pod} 拉取镜像 {image}，拉取完成后容器才会启动。',
  },
  'kubelet.imageMissing': {
    en: 'The image {image} of {pod} cannot be fetched: {error}',
    zh: '{pod} 的镜像 {image} 拉取失败：{error}',
  },
  'kubelet.imageBackOff': {
    en: '{pod} waits before it tries the image {image} again: after this failure the pause is {seconds} s, and it doubles up to 5 minutes.',
    zh: '{pod} 要等一会儿才会再次拉取镜像 {image}：本次失败后的间隔为 {seconds} 秒，之后逐次加倍，最长 5 分钟。',
  },
  'kubelet.configMissing': {
    en: 'Container {container} of {pod} cannot be made: {error}. It is tried again until that is there.',
    zh: '{pod} 的容器 {container} 无法创建：{error}。补上之前会一直重试。',
  },
  'kubelet.cannotStart': {
    en: 'Container {container} of {pod} cannot be started: {error}',
    zh: '{pod} 的容器 {container} 无法启动：{error}',
  },
  'kubelet.slowStart': {
    en: 'Container {container} of {pod} has been made slow on purpose: it takes {seconds} s longer to start.',
    zh: '{pod} 的容器 {container} 被人为拖慢：启动要多花 {seconds} 秒。',
  },
  'kubelet.mountFailed': {
    en: '{pod} waits for its volume {volume}: {error}',
    zh: '{pod} 在等待卷 {volume}：{error}',
  },
  'kubelet.noAddress': {
    en: '{pod} gets no address: all of {range} on {node} are taken.',
    zh: '{pod} 分配不到地址：{node} 上的 {range} 已全部用完。',
  },
  'kubelet.rejected': {
    en: '{node} does not take {pod} ({reason}): {error}. The pod has failed.',
    zh: '{node} 拒绝了 {pod}（{reason}）：{error}。该 Pod 已失败。',
  },
  'kubelet.initRunning': {
    en: '{pod} waits for its init container {container} to end; they run one after the other, before all others.',
    zh: '{pod} 在等待初始化容器 {container} 结束；初始化容器逐个运行，全部完成后才启动其他容器。',
  },
  'kubelet.crashLoop': {
    en: 'Container {container} of {pod} keeps ending (last exit code {exitCode}), so it waits before its next start: now {seconds} s, doubling up to 5 minutes.',
    zh: '{pod} 的容器 {container} 反复退出（最近的退出码为 {exitCode}），因此再次启动前要等待：现在是 {seconds} 秒，逐次加倍，最长 5 分钟。',
  },
  'kubelet.startupProbe': {
    en: 'Container {container} of {pod} runs; its startup probe has to succeed before the other probes begin.',
    zh: '{pod} 的容器 {container} 已在运行；启动探针成功之后，其他探针才会开始。',
  },
  'kubelet.readinessProbe': {
    en: 'Container {container} of {pod} runs; the pod is Ready once its readiness probe has succeeded.',
    zh: '{pod} 的容器 {container} 已在运行；就绪探针成功后该 Pod 才算 Ready。',
  },
  'kubelet.probeFailing': {
    en: 'The {probe} probe of container {container} of {pod} fails: {output}',
    zh: '{pod} 的容器 {container} 的 {probe} 探针失败：{output}',
  },
  'kubelet.waitAttach': {
    en: '{pod} cannot start yet: its volume {volume} is not attached to {node}.',
    zh: '{pod} 还不能启动：它的卷 {volume} 尚未挂接到 {node}。',
  },
  'kubelet.evicted': {
    en: '{node} is short of {resource}, so its kubelet ends {pod}. The pod has failed; its controller may make a new one.',
    zh: '{node} 的 {resource} 不足，kubelet 因此驱逐了 {pod}。该 Pod 已失败，它的控制器可以另建一个。',
  },
  'kubelet.forcedNotReady': {
    en: '{pod} has been made unready on purpose and stays so until that is taken back.',
    zh: '{pod} 被人为置为未就绪，撤销之前一直如此。',
  },
  'kubelet.killProbe': {
    en: 'Container {container} of {pod} is ended and started again: its {probe} probe has failed too often. The pod itself stays.',
    zh: '{pod} 的容器 {container} 的 {probe} 探针失败次数过多，因此结束并重新启动该容器；Pod 本身不变。',
  },
  'kubelet.killChanged': {
    en: 'Container {container} of {pod} is ended and started again with the image {image}. The pod itself stays.',
    zh: '{pod} 的容器 {container} 将结束并以镜像 {image} 重新启动；Pod 本身不变。',
  },
  'kubelet.terminating': {
    en: '{pod} is being stopped: {containers} may take up to {seconds} s before being killed. The name is free when nothing is left on the node.',
    zh: '{pod} 正在停止：{containers} 最多有 {seconds} 秒，之后会被强行结束。节点上什么都不剩时，这个名字才空出来。',
  },
  'kubelet.preStop': {
    en: 'Container {container} of {pod} runs its preStop hook; the time counts towards its grace period of {seconds} s.',
    zh: '{pod} 的容器 {container} 正在执行 preStop 钩子；所用时间计入 {seconds} 秒的宽限期。',
  },
  'kubelet.finish': {
    en: 'All containers of {pod} have ended and none is to be started again.',
    zh: '{pod} 的所有容器都已结束，而且不会再启动。',
  },
  'kubelet.nodeSilent': {
    en: '{node} cannot be reached, so nobody can say that the containers of {pod} have stopped; the pod stays until the node is back, is deleted, or the pod is deleted by force.',
    zh: '{node} 无法连通，没有人能确认 {pod} 的容器已停止；在节点恢复、节点被删除或强制删除该 Pod 之前，它会一直保留。',
  },
} as const;
