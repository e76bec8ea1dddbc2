/** What the controllers of endpoints say, by code. */
export const networkWhy = {
  'network.endpointAdded': {
    en: '{pod} is ready, so it stands behind the Service {service} with the address {ip}.',
    zh: '{pod} 已就绪，因此以地址 {ip} 加入 Service {service} 的端点。',
  },
  'network.endpointNotReady': {
    en: '{pod} is listed under the Service {service} with the address {ip}, but gets no traffic and no name: it is not ready, or it is going.',
    zh: '{pod} 以地址 {ip} 列在 Service {service} 之下，但没有流量也没有域名：它未就绪，或者正在终止。',
  },
  'network.endpointRemoved': {
    en: '{pod} no longer stands behind the Service {service}; the address {ip} is gone from its endpoints.',
    zh: '{pod} 不再属于 Service {service}，地址 {ip} 已从端点中移除。',
  },
  'network.endpointsMirrored': {
    en: '{slice} is made from the Endpoints {endpoints}, which were written by hand: traffic and names follow slices alone.',
    zh: '{endpoints} 是手写的 Endpoints，因此据此生成 {slice}：流量和域名只看 EndpointSlice。',
  },
} as const;
