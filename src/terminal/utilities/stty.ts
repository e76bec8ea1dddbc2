import { defineUtility } from '../command.ts';
import { COOKED, RAW, type Tty } from '../process/tty.ts';
import { isBusybox, parseOptions, sayUsage } from './options.ts';

/** Prints or changes the settings of the terminal. simplified: of the settings only echo, line mode, signals and size have an effect. */
export const stty = defineUtility({
  name: 'stty',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print or change terminal characteristics',
  run: (process) => {
    const isOption = (word: string) => word === '-a' || word === '-g' || word === '--all' || word === '--save';
    const [options, settings] = [process.argv.slice(1).filter(isOption), process.argv.slice(1).filter((word) => !isOption(word))];
    if (settings.some((word) => word.startsWith('--')) && parseOptions(process, { short: 'agF:', long: { all: 'a', save: 'g', file: 'F:' } }) === undefined) return 1;
    const { tty } = process;
    if (tty === undefined || !process.stdin.isTty()) {
      process.err(isBusybox(process) ? 'stty: standard input: Inappropriate ioctl for device\n' : "stty: 'standard input': Inappropriate ioctl for device\n");
      return 1;
    }
    if (options.length > 0 || settings.length === 0) {
      process.out(options.some((word) => word === '-g' || word === '--save') ? savedForm(tty) : options.length > 0 ? allSettings(tty) : 'speed 38400 baud; line = 0;\n' + changedSettings(tty));
      return 0;
    }
    for (let at = 0; at < settings.length; at += 1) {
      const word = settings[at] ?? '';
      if (word === 'size') process.out(`${tty.rows} ${tty.columns}\n`);
      else if (['rows', 'cols', 'columns'].includes(word) && /^\d+$/.test(settings[at + 1] ?? '')) {
        at += 1;
        if (word === 'rows') tty.resize(tty.columns, Number(settings[at]));
        else tty.resize(Number(settings[at]), tty.rows);
      } else if (!change(tty, word)) {
        process.err(`stty: invalid argument '${word}'\n`);
        return sayUsage(process);
      }
    }
    return 0;
  },
});

/** Settings that are known and change nothing here. */
const INERT = new Set('ixon ixoff icrnl onlcr opost iexten echoe echok echoctl echoke brkint imaxbel inlcr igncr parenb cread cs8 hupcl clocal cstopb noflsh tostop onocr'.split(' '));

function change(tty: Tty, word: string): boolean {
  const saved = /^500:5:bf:([0-9a-f]+):/.exec(word)?.[1];
  if (saved !== undefined) {
    const flags = Number.parseInt(saved, 16);
    tty.mode = { echo: (flags & 8) !== 0, canonical: (flags & 2) !== 0, signals: (flags & 1) !== 0 };
    return true;
  }
  const on = !word.startsWith('-');
  const name = on ? word : word.slice(1);
  if (name === 'echo') tty.mode = { ...tty.mode, echo: on };
  else if (name === 'icanon') tty.mode = { ...tty.mode, canonical: on };
  else if (name === 'isig') tty.mode = { ...tty.mode, signals: on };
  else if (name === 'raw' || name === 'cooked') tty.mode = on === (name === 'raw') ? { ...RAW, echo: tty.mode.echo } : { ...COOKED, echo: tty.mode.echo };
  else if (name === 'cbreak') tty.mode = { ...tty.mode, canonical: !on };
  else if (word === 'sane') tty.mode = COOKED;
  else return INERT.has(name);
  return true;
}

function changedSettings({ mode }: Tty): string {
  const changed = [...(mode.signals ? [] : ['-isig']), ...(mode.canonical ? [] : ['-icanon']), ...(mode.echo ? [] : ['-echo'])];
  return changed.length === 0 ? '' : `${changed.join(' ')}\n`;
}

function allSettings({ rows, columns, mode }: Tty): string {
  const flag = (name: string, on: boolean) => (on ? name : `-${name}`);
  return (
    `speed 38400 baud; rows ${rows}; columns ${columns}; line = 0;\n` +
    'intr = ^C; quit = ^\\; erase = ^?; kill = ^U; eof = ^D; eol = <undef>; eol2 = <undef>; swtch = <undef>; start = ^Q;\n' +
    'stop = ^S; susp = ^Z; rprnt = ^R; werase = ^W; lnext = ^V; discard = ^O; min = 1; time = 0;\n' +
    '-parenb -parodd -cmspar cs8 -hupcl -cstopb cread -clocal -crtscts\n' +
    '-ignbrk -brkint -ignpar -parmrk -inpck -istrip -inlcr -igncr icrnl ixon -ixoff -iuclc -ixany -imaxbel -iutf8\n' +
    'opost -olcuc -ocrnl onlcr -onocr -onlret -ofill -ofdel nl0 cr0 tab0 bs0 vt0 ff0\n' +
    `${flag('isig', mode.signals)} ${flag('icanon', mode.canonical)} iexten ${flag('echo', mode.echo)} echoe echok -echonl -noflsh -xcase -tostop -echoprt echoctl echoke\n`
  );
}

/** `stty "$(stty -g)"` is what it is for. */
function savedForm({ mode }: Tty): string {
  const flags = 0x8a30 | (mode.echo ? 0x8 : 0) | (mode.canonical ? 0x2 : 0) | (mode.signals ? 0x1 : 0);
  return `500:5:bf:${flags.toString(16)}:3:1c:7f:15:4:0:1:0:11:13:1a:0:12:f:17:16:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0:0\n`;
}
