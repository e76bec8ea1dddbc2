/** A range of IPv4 addresses, from a CIDR: `10.200.0.0/16`. */
export interface IpRange {
  readonly cidr: string;
  contains(address: string): boolean;
  /** How many addresses there are, network and broadcast address included. */
  readonly size: number;
  /** The address at an offset from the network address. */
  addressAt(offset: number): string;
}

/** Reads a CIDR in dotted notation. */
export function ipRange(cidr: string): IpRange {
  const [base = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(ipNumber(base) / size) * size;
  return {
    cidr,
    size,
    contains: (address) => {
      const number = ipNumber(address);
      return number >= first && number < first + size;
    },
    addressAt: (offset) => ipText(first + offset),
  };
}

function ipNumber(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function ipText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
