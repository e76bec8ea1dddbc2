import { KubectlError } from '../errors.ts';

/** One pair of ports, as text: names are resolved later. */
export interface PortPair {
  readonly local: string;
  readonly remote: string;
  /** `:80`: any free port here. */
  readonly isRandomLocal: boolean;
}

/** `8080:80`, `80`, `:80`. k8s: portforward parsePorts */
export function parsePortPair(text: string): PortPair {
  const parts = text.split(':');
  const [first = '', second] = parts;
  if (parts.length > 2) throw new KubectlError(`invalid port format '${text}'`);
  const remote = second ?? first;
  const isNumber = (port: string) => /^\d+$/.test(port) && Number(port) <= 65_535;
  if (remote === '' || (/^\d/.test(remote) && !isNumber(remote))) throw new KubectlError(`error parsing ${second === undefined ? 'local' : 'remote'} port '${remote}': strconv.ParseUint: parsing "${remote}": ${/^\d+$/.test(remote) ? 'value out of range' : 'invalid syntax'}`);
  if (remote === '0') throw new KubectlError('remote port must be > 0');
  const isRandomLocal = second !== undefined && (first === '' || first === '0');
  if (second !== undefined && !isRandomLocal && !isNumber(first)) throw new KubectlError(`error parsing local port '${first}': strconv.ParseUint: parsing "${first}": invalid syntax`);
  return { local: first, remote, isRandomLocal };
}
