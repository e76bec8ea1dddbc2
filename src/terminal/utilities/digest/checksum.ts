/** The CRC of cksum (POSIX): over the bytes and then their number. */
export function posixCrc(message: readonly number[]): number {
  let crc = 0;
  const feed = (byte: number) => {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  };
  for (const byte of message) feed(byte);
  for (let length = message.length; length > 0; length = Math.floor(length / 256)) feed(length & 255);
  return ~crc >>> 0;
}

/** The rotating 16-bit sum of BSD's `sum`. */
export function bsdSum(message: readonly number[]): number {
  return message.reduce((sum, byte) => (((sum >> 1) | ((sum & 1) << 15)) + byte) & 0xffff, 0);
}

/** The sum of System V's `sum`. */
export function systemVSum(message: readonly number[]): number {
  const sum = message.reduce((total, byte) => (total + byte) >>> 0, 0);
  const folded = (sum & 0xffff) + (sum >>> 16);
  return (folded & 0xffff) + (folded >>> 16);
}
