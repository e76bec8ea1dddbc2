import { isError, type RedisReply } from '#engine/node/images/redis/reply.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { forEachLine, readAll, sleep } from '../../process/waits.ts';
import { promptLoop } from '../promptLoop.ts';
import { splitWords } from '../splitWords.ts';
import { send, type RedisConnection } from './connection.ts';
import { manageCluster } from './manageCluster.ts';
import { raw, shown } from './format.ts';

interface Options {
  readonly connection: RedisConnection;
  readonly words: readonly string[];
  readonly isRaw: boolean | undefined;
  readonly times: number;
  readonly pauseMs: number;
  readonly takesStdin: boolean;
  readonly cluster: readonly string[] | undefined;
  readonly hasPasswordOption: boolean;
}

export const redisCli = defineUtility({
  name: 'redis-cli',
  flavours: [],
  summary: 'the command-line client of Redis',
  *run(process) {
    const options = readArguments(process);
    if (typeof options === 'number') return options;
    if (options.hasPasswordOption) process.err("Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n");
    if (options.cluster !== undefined) return yield* manageCluster(process, options.connection, options.cluster);
    const words = options.takesStdin ? [...options.words, (yield* readAll(process.stdin)).replace(/\n$/, '')] : options.words;
    if (words.length > 0) return yield* repeat(process, options, words);
    return process.stdin.isTty() ? yield* converse(process, options) : yield* fromInput(process, options);
  },
});

/** The client's own rules: options come first, the command behind them is taken as it is. */
function readArguments(process: Process): Options | number {
  const args = process.argv.slice(1);
  const connection: RedisConnection = { host: '127.0.0.1', port: 6379, database: 0, password: process.env.get('REDISCLI_AUTH'), followsMoves: args.includes('-c') };
  let isRaw: boolean | undefined;
  let times = 1;
  let pauseMs = 0;
  let takesStdin = false;
  let hasPasswordOption = false;
  let index = 0;
  for (; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const value = () => args[(index += 1)] ?? '';
    if (arg === '-h') connection.host = value();
    else if (arg === '-p') connection.port = Number(value());
    else if (arg === '-n') connection.database = Number(value());
    else if (arg === '-a' || arg === '--pass') {
      connection.password = value();
      hasPasswordOption = true;
    } else if (arg === '-r') times = Number(value());
    else if (arg === '-i') pauseMs = Number(value()) * 1000;
    else if (arg === '--user') value();
    else if (arg === '-x') takesStdin = true;
    else if (arg === '--raw' || arg === '--no-raw') isRaw = arg === '--raw';
    else if (arg === '-c' || arg === '--no-auth-warning' || arg === '-e' || arg === '-3') continue;
    else if (arg === '--cluster') return { connection, words: [], isRaw, times, pauseMs, takesStdin, cluster: args.slice(index + 1), hasPasswordOption };
    else if (arg === '--scan') return { connection, words: ['KEYS', '*'], isRaw: true, times, pauseMs, takesStdin, cluster: undefined, hasPasswordOption };
    else if (arg === '--version' || arg === '-v') {
      process.out('redis-cli 7.4.6\n');
      return 0;
    } else if (arg.startsWith('-')) {
      process.err(`Unrecognized option or bad number of args for: '${arg}'\n`);
      return 1;
    } else break;
  }
  return { connection, words: args.slice(index), isRaw, times, pauseMs, takesStdin, cluster: undefined, hasPasswordOption: hasPasswordOption && !args.includes('--no-auth-warning') };
}

function* repeat(process: Process, options: Options, words: readonly string[]): Running {
  let code = 0;
  for (let count = 0; count < options.times || options.times < 0; count += 1) {
    code = yield* runCommand(process, options, words);
    if (options.pauseMs > 0) yield sleep(options.pauseMs);
  }
  return code;
}

/** Runs one command and shows its answer; 1 when nobody was reached. */
function* runCommand(process: Process, { connection, isRaw }: Options, words: readonly string[]): Generator<Wait, number, void> {
  const answer = yield* send(process, connection, words, (slot, address) => {
    if (process.stdout.isTty()) process.out(`-> Redirected to slot [${slot}] located at ${address}\n`);
  });
  if ('problem' in answer) {
    process.err(`${answer.problem}\n`);
    return 1;
  }
  process.out(`${isRaw ?? !process.stdout.isTty() ? raw(answer.reply) : shown(answer.reply)}\n`);
  remember(connection, words, answer.reply);
  return 0;
}

/** A login and the choice of a database hold for what follows. */
function remember(connection: RedisConnection, words: readonly string[], reply: RedisReply): void {
  if (isError(reply)) return;
  const name = (words[0] ?? '').toUpperCase();
  if (name === 'AUTH') connection.password = words.at(-1);
  if (name === 'SELECT') connection.database = Number(words[1]);
}

function* converse(process: Process, options: Options): Running {
  const { connection } = options;
  let isConnected = true;
  const first = yield* send(process, connection, ['PING']);
  if ('problem' in first) {
    process.err(`${first.problem}\n`);
    isConnected = false;
  }
  return yield* promptLoop(process, {
    prompt: () => (isConnected ? `${connection.host}:${connection.port}${connection.database === 0 ? '' : `[${connection.database}]`}> ` : 'not connected> '),
    cancel: () => {},
    farewell: '',
    *take(line) {
      const words = splitWords(line);
      if (words === undefined) {
        process.out('Invalid argument(s)\n');
        return undefined;
      }
      const name = (words[0] ?? '').toLowerCase();
      if (name === '') return undefined;
      if (name === 'exit' || name === 'quit') return 0;
      if (name === 'clear') process.out('\u001b[H\u001b[2J');
      else isConnected = (yield* runCommand(process, options, words)) === 0;
      return undefined;
    },
  });
}

function* fromInput(process: Process, options: Options): Running {
  const lines: string[] = [];
  yield* forEachLine(process.stdin, (line) => {
    lines.push(line);
  });
  let code = 0;
  for (const line of lines) {
    const words = splitWords(line) ?? [];
    if (words.length > 0) code = yield* runCommand(process, options, words);
  }
  return code;
}
