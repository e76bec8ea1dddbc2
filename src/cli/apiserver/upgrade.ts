import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { failure } from '#engine/api/status.ts';
import { callOf, findServed, refusal, type Asked } from './answerRequest.ts';
import { requestInfoOf } from './requestInfo.ts';
import { notAllowed } from './route.ts';
import type { Answer, Call, Served } from './served.ts';
import { wireText } from './shown.ts';
import { openStreams } from './podStreams.ts';
import { acceptWebSocket } from './webSocket.ts';

const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** exec and attach over a WebSocket; every other request to change protocols is refused with a Status. */
export function serveUpgrade(served: Served, asked: Asked, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  try {
    const call = streamCall(served, asked);
    const streams = openStreams(call);
    const protocol = protocolOf(request);
    const key = request.headers['sec-websocket-key'] ?? '';
    const end = acceptWebSocket(socket, head, { key, protocol }, {
      onMessage: (message) => streams.receive(message, protocol),
      onClose: streams.close,
    });
    streams.start({ send: end.send, end: end.close });
  } catch (error) {
    refuse(socket, refusal(error, asked));
  } finally {
    served.settle();
  }
}

function streamCall(served: Served, asked: Asked): Call {
  const info = requestInfoOf(asked.method, asked.path);
  const resource = info === undefined ? undefined : findServed(served, info);
  if (info === undefined || resource?.kind !== 'Pod' || resource.group !== '') return notAllowed();
  return callOf(served, asked, info, () => {});
}

/** simplified: SPDY, which kubectl tries when a WebSocket is refused, is not spoken. */
function protocolOf({ headers }: IncomingMessage): string {
  if ((headers.upgrade ?? '').toLowerCase() !== 'websocket') throw failure(400, 'BadRequest', 'unable to upgrade: only WebSockets are simulated here');
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const protocol = PROTOCOLS.find((name) => offered.includes(name));
  if (protocol === undefined) throw failure(400, 'BadRequest', `unable to upgrade: the sub-protocols ${offered.join(', ')} are not simulated here`);
  return protocol;
}

function refuse(socket: Duplex, answer: Answer): void {
  if (answer.type !== 'json') return;
  const body = wireText(answer.value);
  socket.end(`HTTP/1.1 ${answer.code} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
