import { describe, expect, it } from 'vitest';
import type { Utility } from '../../command.ts';
import { givenTerminal, type GivenTerminalOptions } from './givenTerminal.ts';

const PROMPT = '[root@centos7k8s1 ~]# ';
const UP = '\u001b[A';
const CTRL_A = '\u0001';
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_R = '\u0012';
const CTRL_Z = '\u001a';

/** What a terminal shows after keys: carriage returns and the prompt's fixed text taken out of the way. */
function shows(keys: readonly string[], options: GivenTerminalOptions = {}): string {
  return givenTerminal(options).type(...keys).replaceAll('\r\n', '\n').replaceAll(PROMPT, '# ');
}

describe('at the prompt', () => {
  it('greets with the prompt of the lab', () => {
    expect(givenTerminal({ cwd: '/root/deploy' }).written()).toBe('[root@centos7k8s1 deploy]# ');
  });

  it.each([
    ['runs a line at Enter', ['echo hi\r'], 'echo hi\nhi\n# '],
    ['names itself as a login shell does', ['nosuch\r'], 'nosuch\n-bash: nosuch: command not found\n# '],
    ['gives up a line at Ctrl-C', ['abc', CTRL_C, 'echo $?\r'], 'abc^C\n# echo $?\n130\n# '],
    ['leaves at Ctrl-D', [CTRL_D], 'logout\n'],
    ['runs pasted lines one by one', ['echo a\recho b\r'], 'echo a\na\n# echo b\nb\n# '],
    ['puts a marked paste into the line', ['\u001b[200~echo a\u001b[201~', '\r'], 'echo a\na\n# '],
    ['prompts for the rest of an open command', ['for i in 1 2\r', 'do echo $i\r', 'done\r'], 'for i in 1 2\n> do echo $i\n> done\n1\n2\n# '],
    ['prompts for the rest of an open quote', ['echo "a\r', 'b"\r'], 'echo "a\n> b"\na\nb\n# '],
    ['prompts behind a backslash', ['echo a \\\r', 'b\r'], 'echo a \\\n> b\na b\n# '],
    ['prompts behind a pipe', ['echo a |\r', 'cat\r'], 'echo a |\n> cat\na\n# '],
    ['does not wait for more when a word is missing for good', ['fi\r'], "fi\n-bash: syntax error near unexpected token `fi'\n# "],
    ['says what was missing when the input ends in the middle', ['if true\r', CTRL_D], 'if true\n> -bash: syntax error: unexpected end of file\n# '],
    ['keeps a failure out of the next line', ['echo $((1/0)); echo x\r', 'echo $?\r'], 'echo $((1/0)); echo x\n-bash: 1/0: division by 0 (error token is "0")\n# echo $?\n1\n# '],
  ])('%s', (_, keys, screen) => {
    expect(shows(keys)).toBe(screen);
  });
});

describe('a here-document', () => {
  it('ends at its word', () => {
    expect(shows(["cat << 'EOF'\r", 'kind: $x\r', 'EOF\r'])).toBe("cat << 'EOF'\n> kind: $x\n> EOF\nkind: $x\n# ");
  });

  it('is delimited by Ctrl-D with a warning, and the command runs', () => {
    const given = givenTerminal();

    const screen = given.type("cat > a.yml << 'EOF'\r", 'kind: Service\r', CTRL_D);

    expect(screen.replaceAll('\r\n', '\n')).toBe(`cat > a.yml << 'EOF'\n> kind: Service\n> -bash: warning: here-document at line 1 delimited by end-of-file (wanted \`EOF')\n${PROMPT}`);
    expect(given.machine.files.read('/root/a.yml')).toBe('kind: Service\n');
  });

  it('is given up by Ctrl-C: nothing is written and $? is 130', () => {
    const given = givenTerminal();

    const screen = given.type("cat > a.yml << 'EOF'\r", 'kind: Service\r', CTRL_C, 'echo $?\r');

    expect(screen.replaceAll('\r\n', '\n')).toBe(`cat > a.yml << 'EOF'\n> kind: Service\n> ^C\n${PROMPT}echo $?\n130\n${PROMPT}`);
    expect(given.machine.files.exists('/root/a.yml')).toBe(false);
  });
});

describe('Ctrl-C', () => {
  it.each([
    ['ends a program', ['sleep 100\r', CTRL_C], 'sleep 100\n^C\n# '],
    ['stops the whole loop around it', ['while true; do sleep 1; done\r', CTRL_C], 'while true; do sleep 1; done\n^C\n# '],
    ['stops a loop without programs', ['while :; do :; done\r', CTRL_C], 'while :; do :; done\n^C\n# '],
    ['stops a C loop', ['for ((;;)); do ((i++)); done\r', CTRL_C], 'for ((;;)); do ((i++)); done\n^C\n# '],
    ['drops the rest of the line', ['sleep 100; echo never\r', CTRL_C], 'sleep 100; echo never\n^C\n# '],
    ['ends a pipeline as a whole', ['sleep 100 | cat\r', CTRL_C], 'sleep 100 | cat\n^C\n# '],
    ['ends a substitution and its command', ['echo $(sleep 100)\r', CTRL_C], 'echo $(sleep 100)\n^C\n# '],
    ['ends reading', ['read x\r', CTRL_C], 'read x\n^C\n# '],
    ['ends waiting', ['sleep 100 & wait\r', CTRL_C], 'sleep 100 & wait\n[1] 2132\n^C\n# '],
    ['runs the trap of a script that catches it', ["sh -c 'trap \"echo caught; exit 3\" INT; sleep 100'\r", CTRL_C, 'echo $?\r'], "sh -c 'trap \"echo caught; exit 3\" INT; sleep 100'\n^Ccaught\n# echo $?\n3\n# "],
  ])('%s', (_, keys, screen) => {
    expect(shows(keys)).toBe(screen);
  });

  it('leaves 130 behind', () => {
    expect(shows(['sleep 100\r', CTRL_C, 'echo $?\r'])).toBe('sleep 100\n^C\n# echo $?\n130\n# ');
  });
});

describe('jobs', () => {
  it.each([
    ['are numbered when they start', ['sleep 100 &\r', 'jobs\r'], 'sleep 100 &\n[1] 2132\n# jobs\n[1]+  Running                 sleep 100 &\n# '],
    ['are told of at the next prompt when they end', ['sleep 0.05 &\r', '\r'], 'sleep 0.05 &\n[1] 2132\n# \n[1]+  Done                    sleep 0.05\n# '],
    ['show the code they end with', ["sh -c 'exit 3' &\r", '\r'], "sh -c 'exit 3' &\n[1] 2132\n# \n[1]+  Exit 3                  sh -c 'exit 3'\n# "],
    ['show the signal that ended them', ['sleep 100 &\r', 'kill %1\r'], 'sleep 100 &\n[1] 2132\n# kill %1\n[1]+  Terminated              sleep 100\n# '],
    ['stop at Ctrl-Z', ['sleep 100\r', CTRL_Z, 'jobs\r'], 'sleep 100\n^Z\n[1]+  Stopped                 sleep 100\n# jobs\n[1]+  Stopped                 sleep 100\n# '],
    ['go on in the background', ['sleep 100\r', CTRL_Z, 'bg\r', 'jobs\r'], 'sleep 100\n^Z\n[1]+  Stopped                 sleep 100\n# bg\n[1]+ sleep 100 &\n# jobs\n[1]+  Running                 sleep 100 &\n# '],
    ['come back to the foreground', ['sleep 100\r', CTRL_Z, 'fg\r', CTRL_C], 'sleep 100\n^Z\n[1]+  Stopped                 sleep 100\n# fg\nsleep 100\n^C\n# '],
    ['are marked by how recent they are', ['sleep 1 & sleep 2 & sleep 3 &\r', 'jobs\r'], 'sleep 1 & sleep 2 & sleep 3 &\n[1] 2132\n[2] 2133\n[3] 2134\n# jobs\n[1]   Running                 sleep 1 &\n[2]-  Running                 sleep 2 &\n[3]+  Running                 sleep 3 &\n# '],
    ['hold back the first exit when they are stopped', ['sleep 100\r', CTRL_Z, 'exit\r', 'exit\r'], 'sleep 100\n^Z\n[1]+  Stopped                 sleep 100\n# exit\nlogout\nThere are stopped jobs.\n# exit\nlogout\n'],
    ['stop when they read in the background', ['cat &\r', '\r'], 'cat &\n[1] 2132\n# \n[1]+  Stopped                 cat\n# '],
    ['tell a program in the foreground apart by its signal', ['sh -c \'kill -9 $$\'\r', 'echo $?\r'], "sh -c 'kill -9 $$'\nKilled\n# echo $?\n137\n# "],
  ])('%s', (_, keys, screen) => {
    expect(shows(keys)).toBe(screen);
  });

  it('hang up with the terminal, but for those under nohup', () => {
    const given = givenTerminal();
    given.type('sleep 100 &\r', "(trap '' HUP; exec sleep 200) &\r");
    given.terminal.tty.hangUp();
    given.waitMs(100);

    const left = given.kernel.processes(given.machine).map(({ argv }) => argv.join(' '));

    expect(left).toEqual(['sleep 200']);
  });
});

describe('history', () => {
  it.each([
    ['brings lines back', ['echo a\r', 'echo b\r', UP, UP, '\r'], 'a\nb\na'],
    ['repeats the last command, shown first', ['echo one two\r', '!!\r'], 'one two\necho one two\none two'],
    ['puts the last word in', ['echo one two\r', 'echo !$\r'], 'one two\necho two\ntwo'],
    ['finds a command by its number', ['echo x\r', 'echo y\r', '!1\r'], 'x\ny\necho x\nx'],
    ['counts back', ['echo x\r', 'echo y\r', '!-2\r'], 'x\ny\necho x\nx'],
    ['finds a command by its beginning', ['echo x\r', 'true\r', '!ec\r'], 'x\necho x\nx'],
    ['says when there is none', ['!nosuch\r', 'echo $?\r'], '-bash: !nosuch: event not found\n0'],
    ['leaves quotes and a lone ! alone', ["echo '!!' hi! \"a!\"\r"], '!! hi! a!'],
    ['exchanges a piece', ['echo one\r', '^one^two\r'], 'one\necho two\ntwo'],
    ['only shows with :p', ['echo x\r', '!!:p\r'], 'x\necho x'],
    ['keeps a command of several lines as one', ['for i in 1\r', 'do echo $i\r', 'done\r', 'history\r'], '1\n    1  for i in 1; do echo $i; done\n    2  history'],
    ['takes the last argument with Alt-.', ['echo a last\r', 'echo \u001b.\r'], 'a last\nlast'],
    ['does not repeat what was just typed', ['true\r', 'true\r', 'history\r'], '    1  true\n    2  history'],
  ])('%s', (_, keys, output) => {
    const given = givenTerminal();

    const screen = given.type(...keys).replaceAll('\r\n', '\n');

    // What is typed and edited is the screen's affair: only whole lines that programs and the shell wrote are compared.
    const lines = screen.split('\n').filter((line) => !line.includes(PROMPT) && !line.startsWith('> ') && line !== '');
    expect(lines.slice(1).join('\n')).toBe(output);
  });

  it('is shared by the terminals of a machine', () => {
    const given = givenTerminal();
    given.type('echo remembered\r', 'bash\r');

    expect(given.type(UP, '\r')).toContain('bash');
    expect(given.type('history\r')).toContain('echo remembered');
  });

  it('is searched with Ctrl-R as bash shows it', () => {
    const given = givenTerminal();
    given.type('echo alpha\r', 'echo beta\r');

    expect(given.type(CTRL_R)).toContain("(reverse-i-search)`': ");
    expect(given.type('al')).toContain("(reverse-i-search)`al': echo alpha");
    expect(given.type('\r')).toMatch(/\[root@centos7k8s1 ~\]# echo alpha.*\r\nalpha\r\n/);
  });

  it('says when the search finds nothing', () => {
    const given = givenTerminal();
    given.type('echo alpha\r');

    expect(given.type(CTRL_R, 'zz')).toContain("(failed reverse-i-search)`zz': ");
  });
});

describe('editing', () => {
  it.each([
    ['Ctrl-A and Ctrl-E', ['b', CTRL_A, 'a', '\u0005', 'c'], 'abc'],
    ['Home, End and the arrows', ['bd', '\u001b[H', 'a', '\u001b[F', '\u001b[D', 'c'], 'abcd'],
    ['Ctrl-B, Ctrl-F', ['ac', '\u0002', 'b', '\u0006', 'd'], 'abcd'],
    ['Backspace and Delete', ['abxc', '\u001b[D', '\u007f', '\u001b[D', '\u001b[3~'], 'ac'],
    ['Ctrl-K and Ctrl-Y', ['one two', CTRL_A, '\u001bf', '\u000b', CTRL_A, '\u0019'], ' twoone'],
    ['Ctrl-U takes all before the cursor', ['one two', '\u0015', 'x'], 'x'],
    ['Ctrl-W takes a word between blanks', ['a b/c d', '\u0017', '\u0017'], 'a '],
    ['kills in a row are one', ['a b c', '\u0017', '\u0017', '\u0015', '\u0019'], 'a b c'],
    ['Alt-B, Alt-F, Alt-D', ['one two', '\u001bb', '\u001bd', '\u001bb', 'x'], 'xone '],
    ['Alt-Backspace takes letters only', ['a/bc', '\u001b\u007f'], 'a/'],
    ['Ctrl-T exchanges', ['ba', '\u0014'], 'ab'],
    ['Alt-U and Alt-C', ['one two', CTRL_A, '\u001bu', '\u001bc'], 'ONE Two'],
    ['Ctrl-_ undoes', ['abc', '\u0017', '\u001f'], 'abc'],
    ['Alt-Y brings an older kill', ['a', '\u0015', 'b', '\u0015', 'c', '\u007f', '\u0019', '\u001by'], 'a'],
    ['wide characters count as one', ['有状态', '\u007f', 'x'], '有状x'],
    ['Ctrl-V takes the next key as it is', ['a\u0016\tb'], 'a\tb'],
  ])('%s', (_, keys, text) => {
    const given = givenTerminal();

    given.type(...keys, CTRL_A, "echo '<", '\u0005', ">'\r");

    expect(/\n<(.*)>\r/.exec(given.written())?.[1]).toBe(text);
  });

  it('clears the screen with Ctrl-L and keeps the line', () => {
    const given = givenTerminal();
    given.type('abc');

    expect(given.type('\u000c')).toBe(`\u001b[H\u001b[2J${PROMPT}abc`);
  });

  it('draws the line anew when the terminal changes its size', () => {
    const given = givenTerminal({ columns: 30 });
    given.type('echo 0123456789');
    given.terminal.tty.resize(60, 24);
    given.waitMs(10);

    expect(given.type('')).toContain(`${PROMPT}echo 0123456789`);
  });
});

describe('TAB', () => {
  const EXPORTS = [
    'default-data-nginx-web-sts-vct-0-pvc-00000000-82a5-47da-ab14-031921299411',
    'default-data-nginx-web-sts-vct-1-pvc-11111111-82a5-47da-ab14-031921299411',
    'default-data-nginx-web-sts-vct-2-pvc-22222222-82a5-47da-ab14-031921299411',
    'default-test-claim-01-pvc-b9e61ef2-1506-459b-a372-24e20dc6a45f',
  ];
  const files = {
    ...Object.fromEntries(EXPORTS.map((name) => [`/opt/data/kubernetes/${name}/index.html`, ''])),
    '/root/a.txt': '', '/root/a.yml': '', '/root/abc.txt': '', '/root/file one': '', '/root/dir/x': '', '/root/dir/y': '', '/root/.hidden': '',
  };

  it('lists the directories of the export one a line at 120 columns', () => {
    const given = givenTerminal({ files, columns: 120 });
    given.type('cd /opt/data/kubernetes/default-');

    expect(given.type('\t')).toBe('\u0007');
    expect(given.type('\t')).toBe(`\r\n${EXPORTS.map((name) => `${name}/\r\n`).join('')}${PROMPT}cd /opt/data/kubernetes/default-`);
  });

  it('lists them in two columns, sorted down, at 200', () => {
    const given = givenTerminal({ files, columns: 200 });
    given.type('cd /opt/data/kubernetes/default-', '\t');

    const [first, second, third, fourth] = EXPORTS.map((name) => `${name}/`) as [string, string, string, string];
    expect(given.type('\t')).toBe(`\r\n${first.padEnd(75)}${third}\r\n${second.padEnd(75)}${fourth}\r\n${PROMPT}cd /opt/data/kubernetes/default-`);
  });

  it.each([
    ['completes as far as it is clear and rings', ['cd /opt/data/kub\t', 'def\t'], 'cd /opt/data/kubernetes/def\u0007ault-'],
    ['rings when nothing fits', ['cat zz\t'], 'cat zz\u0007'],
    ['puts a slash behind a directory', ['cat d\t'], 'cat dir/'],
    ['puts a blank behind a file', ['cat ab\t'], 'cat abc.txt '],
    ['escapes what the shell would take apart', ['cat fi\t'], 'cat file\\ one '],
    ['closes the quote that is open', ['cat "fi\t'], 'cat "file one" '],
    ['completes commands at the first word', ['pus\t'], 'pushd '],
    ['completes commands behind a pipe', ['true | pus\t'], 'true | pushd '],
    ['completes a command by its path', ['/usr/bin/sle\t'], '/usr/bin/sleep '],
    ['completes variables', ['echo $HOM\t'], 'echo $HOME '],
    ['completes variables in braces and quotes', ['echo "${HOM\t'], 'echo "${HOME}'],
    ['offers only directories to cd', ['cd \t'], 'cd dir/'],
    ['keeps ~ as it is', ['cat ~/ab\t'], 'cat ~/abc.txt '],
    ['completes behind an equals sign', ['x --from=ab\t'], 'x --from=abc.txt '],
    ['completes the target of a redirection', ['echo hi > ab\t'], 'echo hi > abc.txt '],
    ['shows hidden files only when asked', ['cat .hi\t'], 'cat .hidden '],
    ['lists at the second press', ['cat a\t', '\t'], `cat a\u0007\r\na.txt    a.yml    abc.txt  \r\n${PROMPT}cat a`],
  ])('%s', (_, keys, screen) => {
    expect(givenTerminal({ files }).type(...keys)).toBe(screen);
  });

  it('asks before it lists very many', () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`/root/many/f${String(index).padStart(3, '0')}`, '']));
    const given = givenTerminal({ files: many, columns: 80 });
    given.type('ls many/f\t');

    expect(given.type('\t')).toBe('\r\nDisplay all 120 possibilities? (y or n)');
    expect(given.type('n')).toBe(`\r\n${PROMPT}ls many/f`);
    given.type('\t');
    expect(given.type('y')).toContain('\r\nf000  ');
  });

  it('asks a program for its words', () => {
    const tool: Utility = {
      name: 'tool',
      flavours: ['centos7'],
      summary: 'completes itself',
      run: () => 0,
      complete: ({ words }) => ({
        candidates: words.length === 2 ? [{ text: 'get', description: 'Display' }, { text: 'delete', description: 'Remove' }] : [{ text: `pod/${words[1]}` }],
        noSpace: words.length > 2,
      }),
    };
    const given = givenTerminal({ programs: [tool], columns: 40 });

    given.type('tool \t');

    expect(given.type('\t')).toBe(`\r\ndelete  (Remove)   get     (Display)\r\n${PROMPT}tool `);
    expect(given.type('g\t')).toBe('get ');
    expect(given.type('p\t')).toBe('pod/get');
  });
});

describe('other shells', () => {
  it('shows the prompt of busybox and its own words', () => {
    const given = givenTerminal({ flavour: 'busybox', cwd: '/' });
    given.type('sh\r');

    const screen = given.type('nosuch\r', 'cd /nope\r', 'sleep 100 &\r', 'jobs\r', 'echo $((1/0))\r', 'exit\r');

    expect(screen.replaceAll('\r\n', '\n')).toContain("nosuch\nsh: nosuch: not found\n/ # cd /nope\nsh: cd: can't cd to /nope: No such file or directory\n/ # sleep 100 &\n/ # jobs\n[1]+  Running                    sleep 100\n/ # echo $((1/0))\nsh: divide by zero\n/ # exit\n");
  });

  it('ends a here-document of busybox at Ctrl-D without a word', () => {
    const given = givenTerminal({ flavour: 'busybox', cwd: '/' });
    given.type('sh\r');

    expect(given.type('cat << EOF\r', 'a\r', CTRL_D).replaceAll('\r\n', '\n')).toBe('cat << EOF\n> a\n> a\n/ # ');
  });

  it('reads plain lines in dash, where nothing can be edited', () => {
    const given = givenTerminal({ flavour: 'debian', cwd: '/' });
    given.type('dash\r');

    expect(given.type('nosuch\r', 'for i in 1\r', 'do echo $i\r', 'done\r').replaceAll('\r\n', '\n')).toBe('nosuch\ndash: 1: nosuch: not found\n# for i in 1\n> do echo $i\n> done\n1\n# ');
  });

  it('has its own prompt on Debian', () => {
    expect(givenTerminal({ flavour: 'debian', hostname: 'web-0', cwd: '/' }).written()).toBe('root@web-0:/# ');
  });
});

it('waits for the person only while nobody else is busy', () => {
  const given = givenTerminal();
  const atPrompt = given.terminal.tty.isWaitingForPerson();
  given.terminal.tty.receive('sleep 5; read x\r');
  given.waitMs(1000);
  const whileSleeping = given.terminal.tty.isWaitingForPerson();
  given.waitMs(5000);

  expect([atPrompt, whileSleeping, given.terminal.tty.isWaitingForPerson()]).toEqual([true, false, true]);
});

it.each([
  [String.raw`\u@\h:\w\$ `, 'root@centos7k8s1:~# '],
  [String.raw`[\W] \! \# `, '[~] 2 2 '],
  [String.raw`\t \A \d `, '06:00:00 06:00 Mon Nov 23 '],
  [String.raw`\j jobs> `, '0 jobs> '],
  [String.raw`\s-\v\$ `, 'bash-4.2# '],
  ['$(echo sub) $? ', 'sub 0 '],
  [String.raw`\[\e[1m\]x\[\e[0m\] `, '\u001b[1mx\u001b[0m '],
])('shows PS1=%s as %s', (prompt, shown) => {
  expect(givenTerminal().type(`PS1='${prompt}'\r`)).toMatch(new RegExp(`${shown.replace(/[[\]$()\\?*+.^|]/g, '\\$&').replace('06:00:00', '06:00:0\\d')}$`));
});
