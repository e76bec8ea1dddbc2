import { utf8Bytes } from '../../../core/utf8.ts';

export const SLOTS = 16_384;

/** The slot of a key: the CRC16 of the part between braces, or of the whole key. */
export function slotOf(key: string): number {
  const tag = /\{([^}]+)\}/.exec(key)?.[1] ?? key;
  let crc = 0;
  for (const code of utf8Bytes(tag)) {
    crc ^= code << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return crc % SLOTS;
}

/** First and last slot of each range. */
export type SlotRanges = readonly (readonly [number, number])[];

export function covers(ranges: SlotRanges, slot: number): boolean {
  return ranges.some(([from, to]) => from <= slot && slot <= to);
}

export function countOf(ranges: SlotRanges): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

export interface PlannedNode {
  readonly address: string;
  readonly id: string;
  readonly slots: SlotRanges;
  /** The id of its master, for a replica. */
  readonly replicates: string | undefined;
}

/** Who becomes master of which slots, and who replicates whom. k8s: redis-cli --cluster create */
export function planCluster(nodes: readonly { readonly address: string; readonly id: string }[], replicas: number): readonly PlannedNode[] {
  const count = Math.floor(nodes.length / (replicas + 1));
  const masters = nodes.slice(0, count);
  const perMaster = SLOTS / count;
  const rest = nodes.slice(count);
  // Those behind the first of the rest go to the first masters; the first one is left for the last master.
  const order = rest.length === 0 ? [] : [...rest.slice(1), rest[0] as (typeof rest)[number]];
  const masterOf = new Map(order.map((node, index) => [node.id, masters[index % count]?.id]));
  return nodes.map(({ address, id }, index) => {
    const from = Math.round(index * perMaster);
    const to = index === count - 1 ? SLOTS - 1 : Math.round((index + 1) * perMaster - 1);
    return { address, id, slots: index < count ? [[from, to]] : [], replicates: masterOf.get(id) };
  });
}
