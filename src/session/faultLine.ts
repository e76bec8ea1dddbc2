import type { Fault } from '#engine/faults.ts';

/** A fault as the line that does the same in the terminal. */
export function faultLine(fault: Fault): string {
  switch (fault.fault) {
    case 'delete-pod':
      return `kubectl delete pod ${fault.pod}${inNamespace(fault)}${fault.force === true ? ' --force --grace-period=0' : ''}`;
    case 'crash':
      return `fault crash ${fault.pod}${inNamespace(fault)}${fault.container === undefined ? '' : ` -c ${fault.container}`}`;
    case 'not-ready':
      return `fault not-ready ${fault.pod} ${fault.on ? 'on' : 'off'}${inNamespace(fault)}`;
    case 'slow-start':
      return `fault slow-start ${fault.pod} ${fault.delayMs / 1000}s${inNamespace(fault)}`;
    case 'bad-image':
      return `fault bad-image ${fault.image} ${fault.on ? 'on' : 'off'}`;
    case 'power':
      return `fault power ${fault.on ? 'on' : 'off'} ${fault.node}`;
    case 'network':
      return `fault network ${fault.connected ? 'restore' : 'cut'} ${fault.node}`;
    case 'pressure':
      return `fault pressure ${fault.node} ${fault.resource} ${fault.on ? 'on' : 'off'}`;
    case 'provisioner':
      return `fault provisioner ${fault.running ? 'start' : 'stop'}`;
    case 'dns':
      return `fault dns ${fault.running ? 'start' : 'stop'}`;
    case 'volume-full':
      return `fault volume-full ${fault.volume} ${fault.on ? 'on' : 'off'}`;
    case 'api-latency':
      return `fault api-latency ${fault.latencyMs}ms`;
  }
}

/** True for a typed line that breaks or mends something, rather than asking about it. */
export function isFaultLine(line: string): boolean {
  return /^\s*fault\s+(?!list\b|help\b|-)\S/.test(line);
}

/** The fault that takes another one back, where that is possible. */
export function undoOf(fault: Fault): Fault | undefined {
  switch (fault.fault) {
    case 'delete-pod':
    case 'crash':
      return undefined;
    case 'not-ready':
    case 'bad-image':
    case 'power':
    case 'volume-full':
    case 'pressure':
      return { ...fault, on: !fault.on };
    case 'network':
      return { ...fault, connected: !fault.connected };
    case 'provisioner':
    case 'dns':
      return { ...fault, running: !fault.running };
    case 'slow-start':
      return { ...fault, delayMs: 0 };
    case 'api-latency':
      return { ...fault, latencyMs: 0 };
  }
}

function inNamespace({ namespace }: { readonly namespace: string }): string {
  return namespace === 'default' ? '' : ` -n ${namespace}`;
}
