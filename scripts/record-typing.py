"""Types the keys of src/terminal/shell/interactive/fixtures/typing.json into real shells on a pseudo terminal and writes
what they sent to the screen beside the keys. Run it on a Linux machine that has bash 5 and busybox:
    python3 scripts/record-typing.py
A case has `keys` (each pressed when the shell has become quiet), and where it needs them `columns`; `shell` is bash unless
it says ash. What was sent is kept as it is: the test compares the screens that come of it.
"""
import fcntl
import json
import os
import pty
import select
import shutil
import signal
import struct
import termios

FOLDER = os.path.join(os.path.dirname(__file__), '../src/terminal/shell/interactive/fixtures')
HOME = '/tmp/typing'
FILES = {'a.txt': 'alpha\n', 'abc.txt': 'x\n', 'b file': 'y\n', 'dir/inner.txt': 'z\n', 'dir/other.txt': 'z\n', 'notes.md': 'n\n'}
SHELLS = {
    'bash': (['/bin/bash', '--noprofile', '--norc', '-i'], '-bash'),
    'ash': (['/bin/busybox', '-i'], 'sh'),
}
# A shell is quiet when it has written nothing for so long.
QUIET_S = 0.12
ROWS = 24


def lay_out():
    shutil.rmtree(HOME, ignore_errors=True)
    for name, text in FILES.items():
        path = os.path.join(HOME, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w') as file:
            file.write(text)


def set_size(descriptor, columns):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack('HHHH', ROWS, columns, 0, 0))


def read_until_quiet(descriptor, first_s=0.4, quiet_s=QUIET_S):
    sent = b''
    while select.select([descriptor], [], [], quiet_s if sent else first_s)[0]:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:
            break
        if not piece:
            break
        sent += piece
    return sent


def record(case):
    lay_out()
    program, name = SHELLS[case.get('shell', 'bash')]
    pid, descriptor = pty.fork()
    if pid == 0:
        os.chdir(HOME)
        environment = {'PATH': '/usr/bin:/bin', 'HOME': HOME, 'TERM': 'xterm', 'LC_ALL': 'C.UTF-8', 'PS1': '$ ', 'USER': 'root', 'INPUTRC': '/dev/null', 'HISTFILE': '/dev/null'}
        os.execve(program[0], [name, *program[1:]], environment)
    # Ctrl-S and Ctrl-Q reach the shell.
    modes = termios.tcgetattr(descriptor)
    modes[0] &= ~termios.IXON
    termios.tcsetattr(descriptor, termios.TCSANOW, modes)
    set_size(descriptor, case.get('columns', 80))
    sent = read_until_quiet(descriptor, 3)
    for key in case['keys']:
        if isinstance(key, dict):
            set_size(descriptor, key['columns'])
            os.kill(pid, signal.SIGWINCH)
        else:
            os.write(descriptor, key.encode())
        sent += read_until_quiet(descriptor)
    os.kill(pid, signal.SIGKILL)
    os.close(descriptor)
    os.waitpid(pid, 0)
    # Debian's busybox greets, others are silent.
    return sent.decode('utf8', 'replace').split("built-in commands.\r\n\r\n")[-1]


def main():
    path = os.path.join(FOLDER, 'typing.json')
    with open(path) as file:
        cases = json.load(file)
    for case in cases:
        if 'sent' not in case:
            case['sent'] = record(case)
    with open(path, 'w') as file:
        file.write('[\n' + ',\n'.join(json.dumps(case, ensure_ascii=False) for case in cases) + '\n]\n')
    print(len(cases), 'cases recorded')


main()
