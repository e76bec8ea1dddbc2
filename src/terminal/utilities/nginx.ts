import { defineUtility } from '../command.ts';
import { daemonProgram } from '../process/daemonProgram.ts';
import type { Process } from '../process/process.ts';
import { now, run } from '../process/waits.ts';
import { nameOf } from './options.ts';
import { strftime } from './strftime.ts';

const SIGNALS = { stop: 'SIGTERM', quit: 'SIGQUIT', reload: 'SIGHUP', reopen: 'SIGUSR1' } as const;
const CONFIGURATION = '/etc/nginx/nginx.conf';

/** The program of the nginx image: its switches are answered here, without one it is the server. */
export const nginx = defineUtility({
  name: 'nginx',
  flavours: [],
  summary: 'an HTTP and reverse proxy server',
  *run(process) {
    const [first = '', second] = process.argv.slice(1);
    const version = process.env.get('NGINX_VERSION') ?? process.machine.env['NGINX_VERSION'] ?? '1.29.3';
    if (first === '-v' || first === '-V') {
      process.err(`nginx version: nginx/${version}\n${first === '-v' ? '' : 'built by gcc 12.2.0 (Debian 12.2.0-14)\nbuilt with OpenSSL 3.0.15 3 Sep 2024\nTLS SNI support enabled\n'}`);
      return 0;
    }
    if (first === '-t' || first === '-T' || first === '-tq') return testConfiguration(process, first);
    if (first === '-s') return yield* signalMaster(process, second);
    if (first === '-h' || first === '-?') {
      process.err(`nginx version: nginx/${version}\n${HELP}`);
      return 0;
    }
    if (/^-./.test(first) && !/^-[gcpeq]/.test(first)) {
      process.err(`nginx: invalid option: "${first.slice(1)}"\n`);
      return 1;
    }
    return yield* run(daemonProgram(nameOf(process)), process);
  },
});

const HELP =
  'Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]\n             [-e filename] [-c filename] [-g directives]\n\nOptions:\n  -?,-h         : this help\n  -v            : show version and exit\n' +
  '  -V            : show version and configure options then exit\n  -t            : test configuration and exit\n  -T            : test configuration, dump it and exit\n  -q            : suppress non-error messages during configuration testing\n' +
  '  -s signal     : send signal to a master process: stop, quit, reopen, reload\n  -p prefix     : set prefix path (default: /etc/nginx/)\n  -e filename   : set error log file (default: /var/log/nginx/error.log)\n' +
  '  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)\n  -g directives : set global directives out of configuration file\n\n';

/** simplified: only braces and semicolons are looked at, not the names of directives. */
function testConfiguration(process: Process, option: string): number {
  const { files } = process.machine;
  const text = files.exists(CONFIGURATION) ? files.read(CONFIGURATION) : '';
  const problem = text === '' ? `open() "${CONFIGURATION}" failed (2: No such file or directory)` : braceProblem(text);
  if (problem !== undefined) {
    process.err(`nginx: [emerg] ${problem}\nnginx: configuration file ${CONFIGURATION} test failed\n`);
    return 1;
  }
  if (option !== '-tq') process.err(`nginx: the configuration file ${CONFIGURATION} syntax is ok\nnginx: configuration file ${CONFIGURATION} test is successful\n`);
  if (option === '-T') process.out(`# configuration file ${CONFIGURATION}:\n${text}\n`);
  return 0;
}

function braceProblem(text: string): string | undefined {
  let depth = 0;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    for (const char of line.replace(/#.*/, '')) {
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      if (depth < 0) return `unexpected "}" in ${CONFIGURATION}:${index + 1}`;
    }
  }
  return depth > 0 ? `unexpected end of file, expecting "}" in ${CONFIGURATION}:${lines.length}` : undefined;
}

function* signalMaster(process: Process, word: string | undefined) {
  const signal = SIGNALS[word as keyof typeof SIGNALS] as (typeof SIGNALS)[keyof typeof SIGNALS] | undefined;
  if (signal === undefined) {
    process.err(word === undefined ? 'nginx: option "-s" requires parameter\n' : `nginx: invalid option: "-s ${word}"\n`);
    return 1;
  }
  const master = process.kernel.visible(process.machine).find(({ process: each }) => each !== process && each.argv[0]?.startsWith('nginx: master') === true);
  if (master === undefined) {
    process.err('nginx: [error] invalid PID number "" in "/run/nginx.pid"\n');
    return 1;
  }
  process.err(`${strftime('%Y/%m/%d %H:%M:%S', process.kernel.unixNow())} [notice] ${process.pid}#${process.pid}: signal process started\n`);
  process.kernel.signal(master.process, signal);
  yield now;
  return 0;
}
