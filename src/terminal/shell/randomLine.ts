import type { Random } from '#engine/core/random.ts';

/** Command lines that nobody would type, made of what people do type: for tests that nothing throws and nothing hangs. */
export function randomLine(random: Random, depth = 0): string {
  return list(random, depth);
}

const WORDS = [
  'a', 'a.txt', 'b', 'dir', '-n', '-e', '-l', '--help', '-x', '0', '1', '3', '-1', '007', '1.5', '9999999999', '/', '.', '..', '/tmp', '/etc/hosts', '/dev/null', '/nosuch', '*', '?', '*.txt', '[a-z]*', '{a,b}', '{1..3}', '~', '%1', '=', '==', '<', '+', 'x=1',
  '$x', '${x}', '${x:-d}', '${#x}', '${x%a*}', '${x##*/}', '${x//a/b}', '${x:1:2}', '${x^^}', '${!x}', '${x[0]}', '${x[@]}', '"$@"', '$*', '$#', '$?', '$$', '$!', '$0', '$((x+1))', '$((1/0))', '$((x++))', '"a b"', "'q'", "$'\\n'", '""', "'", '"', '\\', '`echo y`', '$(echo z)', '中文', '😀', '(', ')', '[', ']', '{', '}', '!', '&', '|', ';;', '#c', 's/a/b/', '{print $1}', '.[]', '(a+)+$', '^(a|a)*b',
];
const COMMANDS = [
  'echo', 'printf', 'cat', 'ls', 'grep', 'sed', 'awk', 'sort', 'uniq', 'wc', 'head', 'tail', 'cut', 'tr', 'seq', 'test', '[', '[[', 'expr', 'find', 'xargs', 'tee', 'sleep', 'true', 'false', 'cd', 'pwd', 'read', 'export', 'local', 'declare', 'unset', 'set', 'shift', 'eval', 'exec', 'source', 'trap',
  'kill', 'jobs', 'wait', 'fg', 'bg', 'alias', 'type', 'command', 'let', 'getopts', 'umask', 'mapfile', 'test', 'date', 'basename', 'dirname', 'rm', 'mv', 'cp', 'mkdir', 'touch', 'ln', 'chmod', 'diff', 'cmp', 'comm', 'join', 'paste', 'fold', 'od', 'xxd', 'base64', 'md5sum', 'env', 'yes', 'timeout', 'nohup',
  'time', 'ps', 'top', 'free', 'df', 'du', 'tar', 'gzip', 'gunzip', 'less', 'more', 'watch', 'column', 'tree', 'pgrep', 'pkill', 'uptime', 'mount', 'jq', 'sudo', 'su', 'bash', 'sh', 'history', 'break', 'continue', 'return', 'exit', 'nosuch', 'docker', 'dd', 'split', 'shuf', 'truncate', 'stat', 'readlink', 'id',
];
const FORMATS = ['%s\\n', '%d', '%5.2f', '%x', '%q', '%b', '%%', '%c', '%(%F)T', '%*d', '%'];

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.integer(0, from.length - 1)] as T;
}

function word(random: Random, depth: number): string {
  const roll = random.integer(0, 30);
  if (roll === 0 && depth < 3) return `$(${list(random, depth + 1)})`;
  if (roll === 1 && depth < 3) return `"$(${list(random, depth + 1)})"`;
  if (roll === 2 && depth < 3) return `<(${list(random, depth + 1)})`;
  if (roll === 3) return pick(random, WORDS) + pick(random, WORDS);
  if (roll === 4) return `'${pick(random, FORMATS)}'`;
  return pick(random, WORDS);
}

function words(random: Random, most: number, depth: number): string {
  return Array.from({ length: random.integer(0, most) }, () => word(random, depth)).join(' ');
}

function redirection(random: Random): string {
  switch (random.integer(0, 9)) {
    case 0:
      return ` > ${pick(random, ['a', 'b', '/dev/null', '/nosuch/x', 'dir', '"$x"'])}`;
    case 1:
      return ` < ${pick(random, ['a', 'b', '/dev/null', '/nosuch', 'dir'])}`;
    case 2:
      return pick(random, [' 2>&1', ' >&2', ' 2>/dev/null', ' &>a', ' >>a', ' 3<a', ' <&-', ' >&-', ' <>a']);
    case 3:
      return ` <<< ${pick(random, WORDS)}`;
    case 4:
      return ` <<${pick(random, ['EOF', "'EOF'", '-EOF'])}\n${pick(random, WORDS)} $x\n${pick(random, ['EOF', 'EOF', 'EOF', ''])}\n`;
    default:
      return '';
  }
}

function command(random: Random, depth: number): string {
  const body = () => list(random, depth + 1);
  const roll = depth >= 3 ? 20 : random.integer(0, 22);
  switch (roll) {
    case 0:
      return `if ${body()}; then ${body()}; ${random.integer(0, 1) === 0 ? '' : `else ${body()}; `}fi`;
    case 1:
      return `for x in ${words(random, 4, depth)}; do ${body()}; done`;
    case 2:
      return `while ${body()}; do ${body()}; ${pick(random, ['break', 'continue', 'sleep 1', ''])}; done`;
    case 3:
      return `case ${word(random, depth)} in ${word(random, depth)}) ${body()};; *) ${body()};; esac`;
    case 4:
      return `(${body()})`;
    case 5:
      return `{ ${body()}; }`;
    case 6:
      return `f() { ${body()}; }; f ${words(random, 2, depth)}`;
    case 7:
      return `[[ ${word(random, depth)} ${pick(random, ['==', '!=', '=~', '-eq', '<', '-nt'])} ${word(random, depth)} ]]`;
    case 8:
      return `((${pick(random, ['x=1', 'x++', '1/0', 'x<5', 'a[0]=2', '2**63', '1+', 'x?1:2', '08'])}))`;
    case 9:
      return `for ((x=0; x<${random.integer(0, 5)}; x++)); do ${body()}; done`;
    case 10:
      return `x=${word(random, depth)} ${command(random, depth + 1)}`;
    case 11:
      return `x=(${words(random, 4, depth)})`;
    default:
      return `${pick(random, COMMANDS)} ${words(random, 4, depth)}`;
  }
}

function list(random: Random, depth: number): string {
  let text = command(random, depth) + redirection(random);
  for (let more = random.integer(0, depth > 1 ? 1 : 3); more > 0; more -= 1) text += `${pick(random, [' | ', ' | ', ' && ', ' || ', '; ', ' & ', '\n', ' |& '])}${command(random, depth)}${redirection(random)}`;
  return text;
}
