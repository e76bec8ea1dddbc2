import type { Fault } from '#engine/faults.ts';

/** What a fault did, in a line. */
export function faultText(fault: Fault): string {
  switch (fault.fault) {
    case 'delete-pod':
      return `pod/${fault.pod} is deleted`;
    case 'crash':
      return `pod/${fault.pod}: its ${fault.container === undefined ? 'container' : `container ${fault.container}`} crashes`;
    case 'not-ready':
      return fault.on ? `pod/${fault.pod} fails its readiness` : `pod/${fault.pod} decides on its readiness itself again`;
    case 'slow-start':
      return fault.delayMs === 0 ? `pod/${fault.pod} starts at its own pace again` : `pod/${fault.pod} will take ${fault.delayMs / 1000} s longer to start`;
    case 'bad-image':
      return fault.on ? `image ${fault.image} cannot be pulled` : `image ${fault.image} can be pulled again`;
    case 'power':
      return `node/${fault.node} is powered ${fault.on ? 'on' : 'off'}`;
    case 'network':
      return `node/${fault.node} is ${fault.connected ? 'connected again' : 'cut off from the network'}`;
    case 'pressure':
      return `node/${fault.node} ${fault.on ? 'is short of' : 'has enough'} ${fault.resource}${fault.on ? '' : ' again'}`;
    case 'provisioner':
      return `the volume provisioner is ${fault.running ? 'running' : 'stopped'}`;
    case 'dns':
      return `the cluster DNS is ${fault.running ? 'running' : 'stopped'}`;
    case 'volume-full':
      return `persistentvolume/${fault.volume} ${fault.on ? 'is full' : 'has space again'}`;
    case 'api-latency':
      return fault.latencyMs === 0 ? 'the API server answers at its own pace again' : `the API server is ${fault.latencyMs} ms late`;
  }
}
