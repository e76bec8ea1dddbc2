import { describe, expect, it } from 'vitest';
import { decodeProtobuf, ProtobufError } from './decodeProtobuf.ts';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))));

/** A field of bytes: its number, its length, its content. */
const field = (number: number, content: Buffer) => bytes([(number << 3) | 2, content.length], content.toString('latin1'));

const envelope = (apiVersion: string, kind: string, object: Buffer) =>
  bytes('k8s\0', [...field(1, bytes([...field(1, bytes(apiVersion)), ...field(2, bytes(kind))]))], [...field(2, object)]);

describe('protobuf of Kubernetes', () => {
  it('is read as the JSON of the object', () => {
    const metadata = bytes([...field(1, bytes('web')), ...field(11, bytes([...field(1, bytes('app')), ...field(2, bytes('web'))]))]);
    const spec = bytes([0x08, 3]);

    const object = decodeProtobuf(envelope('apps/v1', 'Deployment', bytes([...field(1, metadata), ...field(2, spec)])));

    expect(object).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: { app: 'web' } }, spec: { replicas: 3 } });
  });

  it.each([
    ['no magic', bytes('{}'), /does not appear to be a protobuf message/],
    ['an unknown kind', envelope('v1', 'Foo', bytes('')), /no kind "Foo" is registered for version "v1"/],
    ['a cut message', envelope('v1', 'Pod', bytes([0x0a, 9, 1])), /unexpected EOF/],
    ['a wire type that is none', envelope('v1', 'Pod', bytes([0x0f])), /illegal wireType 7/],
  ])('is refused with %s', (_name, wrong, complaint) => {
    expect(() => decodeProtobuf(wrong)).toThrow(ProtobufError);
    expect(() => decodeProtobuf(wrong)).toThrow(complaint);
  });
});
