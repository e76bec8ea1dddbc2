import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';

/** The open end of a WebSocket, by RFC 6455: binary messages only. */
export interface WebSocketEnd {
  send(message: Buffer): void;
  close(): void;
}

export interface WebSocketHandlers {
  readonly onMessage: (message: Buffer) => void;
  readonly onClose: () => void;
}

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const CONTINUATION = 0;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const BINARY = 2;
/** A message may be so long, in bytes. */
const MESSAGE_LIMIT = 1024 * 1024;

/** Accepts the handshake and speaks the protocol until one side closes. */
export function acceptWebSocket(socket: Duplex, head: Buffer, { key, protocol }: { readonly key: string; readonly protocol: string }, handlers: WebSocketHandlers): WebSocketEnd {
  const accept = createHash('sha1').update(key + MAGIC).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: ${protocol}\r\n\r\n`);
  let waiting = head;
  let message: Buffer = Buffer.alloc(0);
  let isClosed = false;

  const close = () => {
    if (isClosed) return;
    isClosed = true;
    if (socket.writable) socket.end(frame(CLOSE, Buffer.from([0x03, 0xe8])));
    handlers.onClose();
  };

  const take = ({ opcode, isLast, payload }: Frame) => {
    if (opcode === CLOSE) close();
    else if (opcode === PING) socket.write(frame(PONG, payload));
    else if (opcode !== PONG) {
      message = opcode === CONTINUATION ? Buffer.concat([message, payload]) : payload;
      if (message.length > MESSAGE_LIMIT) close();
      else if (isLast) handlers.onMessage(message);
    }
  };

  const read = () => {
    for (let next = readFrame(waiting); next !== undefined; next = readFrame(waiting)) {
      if (next === 'malformed') {
        close();
        return;
      }
      waiting = waiting.subarray(next.length);
      if (!isClosed) take(next);
    }
  };

  socket.on('data', (piece: Buffer) => {
    waiting = Buffer.concat([waiting, piece]);
    read();
  });
  socket.on('end', close);
  socket.on('close', close);
  setImmediate(read);
  return {
    send: (payload) => {
      if (!isClosed && socket.writable) socket.write(frame(BINARY, payload));
    },
    close,
  };
}

interface Frame {
  readonly opcode: number;
  readonly isLast: boolean;
  readonly payload: Buffer;
  /** With its head. */
  readonly length: number;
}

/** The first frame of the bytes; undefined until it is there as a whole. Clients mask what they send. */
function readFrame(bytes: Buffer): Frame | 'malformed' | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  if ((second & 0x80) === 0 || (first & 0x70) !== 0) return 'malformed';
  const size = readSize(bytes, second & 0x7f);
  if (size === undefined) return undefined;
  if (size.length > MESSAGE_LIMIT) return 'malformed';
  const start = size.end + 4;
  if (bytes.length < start + size.length) return undefined;
  const mask = bytes.subarray(size.end, start);
  const payload = Buffer.from(bytes.subarray(start, start + size.length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { opcode: first & 0x0f, isLast: (first & 0x80) !== 0, payload, length: start + size.length };
}

function readSize(bytes: Buffer, short: number): { readonly length: number; readonly end: number } | undefined {
  if (short < 126) return { length: short, end: 2 };
  if (short === 126) return bytes.length < 4 ? undefined : { length: bytes.readUInt16BE(2), end: 4 };
  return bytes.length < 10 ? undefined : { length: Number(bytes.readBigUInt64BE(2)), end: 10 };
}

function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? Buffer.from([0x80 | opcode, length]) : length < 65_536 ? Buffer.from([0x80 | opcode, 126, length >> 8, length & 0xff]) : longHead(opcode, length);
  return Buffer.concat([head, payload]);
}

function longHead(opcode: number, length: number): Buffer {
  const head = Buffer.alloc(10);
  head[0] = 0x80 | opcode;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
