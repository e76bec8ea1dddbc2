/** IPv4 addresses as 32-bit numbers and as text. */

/** `10.100.1.88` as a number; undefined when the text is not an address. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

export function formatIpv4(value: number): string {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
}

export interface Cidr {
  /** The first address of the range. */
  readonly first: number;
  /** How many addresses it holds. */
  readonly size: number;
}

/** `10.100.1.0/24`; undefined when the text is not a range. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', bits = ''] = text.split('/');
  const value = parseIpv4(address);
  if (value === undefined || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const size = 2 ** (32 - Number(bits));
  return { first: value - (value % size), size };
}

/** Does the range hold this address? */
export function isInCidr(cidr: Cidr, ip: string): boolean {
  const value = parseIpv4(ip);
  return value !== undefined && value >= cidr.first && value < cidr.first + cidr.size;
}

/** `10-100-1-88`: the label of an endpoint that has no hostname. */
export function dashedIp(ip: string): string {
  return ip.replaceAll('.', '-');
}

/** `88.1.100.10.in-addr.arpa` for `10.100.1.88`. */
export function reverseName(ip: string): string {
  return `${ip.split('.').reverse().join('.')}.in-addr.arpa`;
}

/** The address that an `in-addr.arpa` name asks for, or undefined. */
export function addressOfReverseName(name: string): string | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
  const ip = match?.slice(1, 5).reverse().join('.');
  return ip !== undefined && parseIpv4(ip) !== undefined ? ip : undefined;
}
