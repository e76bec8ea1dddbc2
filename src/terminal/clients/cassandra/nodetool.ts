import { RING_WORD, type RingReply } from '#engine/node/images/cassandra/daemon.ts';
import { defineUtility } from '../../command.ts';
import { sleep } from '../../process/waits.ts';
import { callServer } from '../callServer.ts';

const START_MS = 700;
const JMX_PORT = 7199;

/** simplified: status, info, drain and version; load and ownership are the same for all nodes. */
export const nodetool = defineUtility({
  name: 'nodetool',
  flavours: [],
  summary: 'asks and steers a Cassandra node',
  *run(process) {
    const command = process.argv.slice(1).find((word) => !word.startsWith('-')) ?? 'help';
    yield sleep(START_MS);
    if (command === 'version') {
      process.out('ReleaseVersion: 3.11.2\n');
      return 0;
    }
    const called = yield* callServer(process, '127.0.0.1', JMX_PORT, `${RING_WORD} ${command}\n`);
    if (called.outcome !== 'answered') {
      process.err("nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused (Connection refused)'.\n");
      return 1;
    }
    const reply = JSON.parse(called.reply.slice(called.reply.indexOf('\n') + 1)) as RingReply;
    if (command === 'status' || command === 'ring') process.out(statusText(reply));
    else if (command === 'info') process.out(`ID                     : ${reply.me}\nGossip active          : ${String(!reply.isDrained)}\nNative Transport active: ${String(!reply.isDrained)}\nLoad                   : 103.25 KiB\n`);
    else if (command !== 'drain' && command !== 'flush') {
      process.err(`nodetool: Found unexpected parameters: [${command}]\nSee 'nodetool help' or 'nodetool help <command>'.\n`);
      return 1;
    }
    return 0;
  },
});

function statusText({ nodes }: RingReply): string {
  const owns = nodes.length === 0 ? '0.0%' : `${Math.min(100, (200 / nodes.length)).toFixed(1)}%`;
  return [...new Set(nodes.map(({ datacenter }) => datacenter))]
    .map((datacenter) => {
      const rows = nodes.filter((node) => node.datacenter === datacenter);
      const width = Math.max('Address'.length, ...rows.map(({ ip }) => ip.length)) + 2;
      const title = `Datacenter: ${datacenter}`;
      const head = `${title}\n${'='.repeat(title.length)}\nStatus=Up/Down\n|/ State=Normal/Leaving/Joining/Moving\n--  ${'Address'.padEnd(width)}Load       Tokens       Owns (effective)  Host ID                               Rack\n`;
      return head + rows.map(({ ip, id, rack, isUp }) => `${isUp ? 'UN' : 'DN'}  ${ip.padEnd(width)}${'103.25 KiB'.padEnd(11)}${'32'.padEnd(13)}${owns.padEnd(18)}${id}  ${rack}\n`).join('');
    })
    .map((text) => `${text}\n`)
    .join('');
}
