import { formatMicroTime, formatRfc3339 } from '#engine/core/time.ts';
import { messages } from './messages.ts';

/** Bytes that are no protobuf of Kubernetes. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';
}

const MAGIC = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

/** The JSON value of an object in Kubernetes' protobuf: an envelope with the type, and the object. k8s: runtime/serializer/protobuf */
export function decodeProtobuf(bytes: Buffer): Readonly<Record<string, unknown>> {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new ProtobufError('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  const envelope = readFields(bytes.subarray(MAGIC.length));
  const type = readFields(bytesOf(envelope, 1));
  const [apiVersion, kind] = [bytesOf(type, 1).toString('utf8'), bytesOf(type, 2).toString('utf8')];
  const message = messageOf(apiVersion, kind);
  if (message === undefined) throw new ProtobufError(`no kind "${kind}" is registered for version "${apiVersion}"`);
  return { apiVersion, kind, ...readMessage(message, bytesOf(envelope, 2)) };
}

/** Options are sent under the group of their resource. */
function messageOf(apiVersion: string, kind: string): string | undefined {
  const place = apiVersion.includes('/') ? apiVersion.replace(/\.k8s\.io\//, '/').replace(/^rbac\.authorization/, 'rbac') : `core/${apiVersion}`;
  return [`${place}.${kind}`, `meta/v1.${kind}`].find((name) => Object.hasOwn(messages, name));
}

interface Field {
  readonly number: number;
  readonly value: bigint | Buffer;
}

function bytesOf(fields: readonly Field[], number: number): Buffer {
  const found = fields.findLast((field) => field.number === number)?.value;
  return Buffer.isBuffer(found) ? found : Buffer.alloc(0);
}

/** The wire format: field numbers with whole numbers or bytes. */
function readFields(bytes: Buffer): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;

  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at];
      if (byte === undefined) break;
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return BigInt.asIntN(64, value);
    }
    throw new ProtobufError('unexpected EOF');
  };

  const take = (length: number): Buffer => {
    if (length < 0 || at + length > bytes.length) throw new ProtobufError('unexpected EOF');
    at += length;
    return bytes.subarray(at - length, at);
  };

  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >>> 3;
    const wire = tag & 7;
    if (wire === 0) fields.push({ number, value: varint() });
    else if (wire === 1) fields.push({ number, value: take(8) });
    else if (wire === 2) fields.push({ number, value: take(Number(varint())) });
    else if (wire === 5) fields.push({ number, value: take(4) });
    else throw new ProtobufError(`illegal wireType ${wire}`);
  }
  return fields;
}

interface FieldType {
  readonly name: string;
  readonly type: string;
}

const layouts = new Map<string, ReadonlyMap<number, FieldType>>();

function layoutOf(message: string): ReadonlyMap<number, FieldType> {
  const known = layouts.get(message);
  if (known !== undefined) return known;
  const text = messages[message] ?? '';
  const layout = new Map(
    text.split(',').filter((part) => part !== '').map((part): [number, FieldType] => {
      const [number = '', name = '', type = ''] = part.split(' ');
      return [Number(number), { name, type }];
    }),
  );
  layouts.set(message, layout);
  return layout;
}

function readMessage(message: string, bytes: Buffer): Readonly<Record<string, unknown>> {
  const layout = layoutOf(message);
  const result: Record<string, unknown> = {};
  for (const { number, value } of readFields(bytes)) {
    const field = layout.get(number);
    if (field === undefined) continue;
    const { name, type } = field;
    if (name === '<') Object.assign(result, readValue(type, value));
    else if (type.startsWith('[')) result[name] = [...((result[name] as readonly unknown[] | undefined) ?? []), readValue(type.slice(1), value)];
    else if (type.startsWith('{')) result[name] = { ...(result[name] as object | undefined), ...readEntry(type.slice(1), value) };
    else result[name] = readValue(type, value);
  }
  return result;
}

function readEntry(type: string, value: bigint | Buffer): Readonly<Record<string, unknown>> {
  const fields = readFields(Buffer.isBuffer(value) ? value : Buffer.alloc(0));
  const found = fields.find(({ number }) => number === 2)?.value ?? Buffer.alloc(0);
  return { [bytesOf(fields, 1).toString('utf8')]: readValue(type, found) };
}

function readValue(type: string, value: bigint | Buffer): unknown {
  if (typeof value === 'bigint') return type === 'b' ? value !== 0n : Number(value);
  switch (type) {
    case 's':
      return value.toString('utf8');
    case 'y':
      return value.toString('base64');
    case 'd':
      return value.length === 8 ? value.readDoubleLE(0) : value.readFloatLE(0);
    default:
      return type.startsWith('=') ? readMessage(type.slice(1), value) : readSpecial(type, readFields(value));
  }
}

/** Quantities, times, numbers or texts, JSON, and a list as the value of a map. */
function readSpecial(type: string, fields: readonly Field[]): unknown {
  switch (type) {
    case 'Q':
      return bytesOf(fields, 1).toString('utf8');
    case 'X':
      return numberOf(fields, 1) === 0 ? numberOf(fields, 2) : bytesOf(fields, 3).toString('utf8');
    case 'J':
      return JSON.parse(bytesOf(fields, 1).toString('utf8') || 'null') as unknown;
    case 'D':
      return `${numberOf(fields, 1) / 1e9}s`;
    case 'T':
    case 'U':
      return timeOf(type, fields);
    default:
      return fields.map(({ value }) => readValue(type.slice(1), value));
  }
}

function timeOf(type: string, fields: readonly Field[]): string | null {
  if (fields.length === 0) return null;
  const unixMs = numberOf(fields, 1) * 1000 + Math.floor(numberOf(fields, 2) / 1e6);
  return type === 'T' ? formatRfc3339(unixMs) : formatMicroTime(unixMs);
}

function numberOf(fields: readonly Field[], number: number): number {
  const found = fields.findLast((field) => field.number === number)?.value;
  return typeof found === 'bigint' ? Number(found) : 0;
}
