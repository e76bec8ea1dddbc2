"""Makes command lines out of quotes and expansions at random, runs them in the real bash and writes what it printed to
src/terminal/shell/fixtures/expansions.json, which the tests replay. Run it on a Linux machine that has bash 5:
    python3 scripts/record-expansions.py [COUNT [SEED [FILE]]]
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys

HOME = '/tmp/fixture'
FILES = ['a.txt', 'b.txt', 'c d.txt', 'dir/x.md', 'dir/y.md', '.hidden']
VARIABLES = ["x='a b  c'", "y=''", "z='a*b'", 'p=/usr/local/lib/x.tar.gz', 'n=5', 'unset u', "w='one:two::three'", "q='it'\\''s \"q\"'", "t=$'a\\tb\\nc'", "c=Hello", 'r=n', "arr=(one 'two three' '' four)", 'sparse=([2]=b [5]=e)', "g='*.txt'", "m='中文 x'"]
SEPARATORS = ['', '', '', '', '', "IFS=:; ", "IFS=,; ", "IFS=; ", "IFS=' :'; ", 'IFS=ae; ', "IFS=$'\\n'; ", 'unset IFS; ']
NAMES = ['x', 'y', 'z', 'p', 'n', 'u', 'w', 'q', 't', 'c', 'g', 'm']


def generate(rng):
    """A line that shows each of its words between angle brackets."""
    pick = rng.choice

    def pattern():
        return pick(['a*', '*a', '?', '[a-c]', '*/', '/*', '*.', '.*', '*', 'a', 'b', ':*', '*:', '[!a]', '" "', "'*'", '\\*', '$y', '"$z"', 'o', '[[:upper:]]', '*[lo]', '??', '$c', '*" "'])

    def operand(depth):
        return pick(['d', '', 'd e', "'d e'", '"d e"', '$n', '"$x"', '$x', '\\ ', '*', word(depth + 1), word(depth + 1)])

    def parameter(depth, quoted):
        v = pick(NAMES)
        kind = rng.randrange(22)
        if kind < 2: return '$' + v
        if kind < 3: return '${%s}' % v
        if kind < 5: return '${%s%s%s%s}' % (v, pick(['', ':']), pick('-+='), operand(depth) if depth < 2 else 'd')
        if kind < 6: return '${#%s}' % v
        if kind < 9: return '${%s%s%s}' % (v, pick(['#', '##', '%', '%%']), pattern())
        if kind < 11: return '${%s%s%s/%s}' % (v, pick(['/', '//', '/#', '/%']), pattern(), pick(['X', '', '[&]', '$n', '"a b"', '\\&', 'x y']))
        if kind < 13: return '${%s:%s}' % (v, pick(['0', '1', '2', ' -2', 'n-3', '9', '1:2', '0:3', ' -3:2', '1:-1', 'n', '2:n', '0:0']))
        if kind < 15: return '${%s%s}' % (v, pick(['^', '^^', ',', ',,', '^[a-c]', '^^[aeiou]', ',H', '@U', '@L', '@Q', '@u']))
        if kind < 16: return pick(['${!r}', '${!u}', '${!arr[@]}', '${!sparse[@]}'])
        if kind < 19: return pick(['${arr[@]}', '${arr[*]}', '${arr[1]}', '${arr[-1]}', '${arr[n-4]}', '${#arr[@]}', '${#arr[1]}', '${arr[@]:1:2}', '${arr[@]: -2}', '${arr[@]/o/0}', '${arr[@]#t}', '${arr[@]%e}', '${arr[@]^}', '${sparse[@]}', '${#sparse[@]}', '${sparse[@]:3}', '$arr', '${arr[@]:-d}', '${arr[9]-none}', '${arr[*]@Q}', '${nope[@]}', '${nope[@]-e}'])
        if kind < 21: return pick(['$@', '$*', '$#', '$1', '$2', '${@:2}', '${@:1:1}', '${*:2}', '${#1}', '${1:-d}', '${9-none}', '${@: -1}', '${@#f}', '${*/i/I}', '${2%d}', '$0' if False else '$3'])
        return arithmetic(depth)

    def arithmetic(depth):
        def expression(left):
            if left == 0: return pick(['1', '2', '7', '-3', 'n', '$n', '0x1f', '010', '2#101', 'u', '(n)', '0', 'arr[9]', '${#x}', '!n', '~1', '-n', '+2'])
            kind = rng.randrange(9)
            if kind < 6: return '%s%s%s' % (expression(left - 1), pick([' + ', '-', '*', ' / ', '%', '**', '<<', '>>', '&', '|', '^', '<', '>', '<=', '>=', '==', '!=', '&&', '||', ',']), expression(rng.randrange(left)))
            if kind < 7: return '(%s)' % expression(left - 1)
            if kind < 8: return '%s ? %s : %s' % (expression(left - 1), expression(0), expression(0))
            return pick(['k=%s' % expression(left - 1), 'n++', '++n', 'n--', 'n+=2', 'k=n*2', '-(-n)'])
        return '$((%s))' % expression(rng.randrange(4))

    def quoted(depth):
        parts = []
        for _ in range(rng.randrange(4)):
            parts.append(pick(['a', ' ', '\\"', '\\$', '\\\\', '*', "'", '\\a', parameter(depth + 1, True), parameter(depth + 1, True), '$(printf "%s" "$x")', '`echo b`', '~', '{a,b}', '!']))
        return '"%s"' % ''.join(parts)

    def piece(depth):
        kind = rng.randrange(20)
        if kind < 3: return pick(['a', 'b', '.', '-x', '=', '%', '@', ':', ',', '/'])
        if kind < 5: return pick(["'a b'", "''", "'$x'", "'*'", "'\"'", "'\\'", '""'])
        if kind < 8: return quoted(depth)
        if kind < 14: return parameter(depth, False)
        if kind < 15: return pick(['\\ ', '\\*', '\\$x', '\\\\', "\\'", '\\a'])
        if kind < 16: return pick(["$'a\\tb'", "$'\\x41\\n'", "$'it\\'s'", "$'\\101'", '$"a $n"'])
        if kind < 17: return pick(['*.txt', '*', 'd*r/x*', '?.txt', '[ab].txt', 'nope*', '.h*', "*'.txt'", 'dir/?.m*', '[!a].txt'])
        if kind < 18: return pick(['{a,b}', '{1..3}', 'x{,y}', '{a..c}', '{3..1}', '{01..03}', '{a,{b,c}}', '{a}', '{$n,b}', '{a,b c}' if False else '{1..5..2}'])
        if kind < 19: return pick(['$(echo a b)', '"$(echo "a  b")"', '$(printf "%s\\n" 1 2)', '`echo "x  y"`', '$(echo "$(echo \'n n\')")', '$(echo)', '$(echo "$x")', '$(< a.txt)'])
        return pick(['~', '~/a', '~root', 'a~', '~+' if False else '"~"'])

    def word(depth):
        return ''.join(piece(depth) for _ in range(rng.randrange(1, 4)))

    def condition():
        left = pick(['$x', '"$x"', '$p', '$w', 'abc', '$c', '$u', '$g', '"$z"'])
        kind = rng.randrange(4)
        if kind == 0: return '[[ %s == %s ]]' % (left, pick([pattern(), word(1)]))
        if kind == 1: return '[[ %s =~ %s ]]; echo "$? ${BASH_REMATCH[0]}|${BASH_REMATCH[1]}"; true' % (left, pick(['a', '^a', '(l+)o', '[[:digit:]]+', '^(.*)\\.(.*)$', 'b.*c', '"a b"', 't(a|b)r', 'e?l{2}', '.$']))
        if kind == 2: return 'case %s in %s) echo first;; %s|%s) echo second;; *) echo other;; esac' % (left, pattern(), pattern(), word(1))
        return '[ %s = %s ]' % ('"$c"', quoted(1))

    kind = rng.randrange(10)
    if kind < 7: body = "printf '<%%s>' %s; echo" % ' '.join(word(0) for _ in range(rng.randrange(1, 4)))
    elif kind < 8: body = "v=%s; printf '<%%s>' \"$v\" $v; echo" % word(0)
    elif kind < 9: body = condition()
    else: body = pick(["v=(%s); printf '<%%s>' \"${#v[@]}\" \"${v[@]}\"; echo" % ' '.join(word(0) for _ in range(2)), "for v in %s; do printf '<%%s>' \"$v\"; done; echo" % word(0), "cat <<X\n%s\nX" % ''.join(pick(['a ', '$x', '${p##*/}', '\\$n', '`echo b`', '"', "'", '$((n+1))', '${u:-"d e"}', '\\\\', '*']) for _ in range(3)), "read -r v k <<< %s; printf '<%%s>' \"$v\" \"$k\"; echo" % quoted(0)])
    return '%s\nset -- first "second third" ""\n%s%s' % ('\n'.join(VARIABLES), pick(SEPARATORS), body)


def run(script):
    ended = subprocess.run(['bash', '--norc', '-c', script], executable='/bin/bash', cwd=HOME, input=b'', capture_output=True, timeout=20, env={'PATH': '/usr/bin:/bin', 'HOME': '/root', 'LC_ALL': 'C.UTF-8'})
    return {'out': ended.stdout.decode('utf8', 'replace'), 'err': ended.stderr.decode('utf8', 'replace'), 'code': ended.returncode}


def main():
    count, seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1500, int(sys.argv[2]) if len(sys.argv) > 2 else 1
    target = sys.argv[3] if len(sys.argv) > 3 else os.path.join(os.path.dirname(__file__), '../src/terminal/shell/fixtures/expansions.json')
    shutil.rmtree(HOME, ignore_errors=True)
    for name in FILES:
        os.makedirs(os.path.dirname(os.path.join(HOME, name)), exist_ok=True)
        with open(os.path.join(HOME, name), 'w') as file:
            file.write(name + '\n')
    rng = random.Random(seed)
    prelude = '\n'.join(VARIABLES) + '\nset -- first "second third" ""\n'
    cases = []
    for _ in range(count):
        script = generate(rng)
        ended = run(script)
        # Where IFS is empty this bash makes one word of some lists, and `/*` is another machine's.
        if not (re.search(r'IFS=; ', script) and re.search(r'\[@\][#%]', script)) and '/bin' not in ended['out']:
            cases.append({'line': script[len(prelude):], **ended})
    with open(target, 'w') as file:
        file.write('{\n"prelude": %s,\n"cases": [\n%s\n]\n}\n' % (json.dumps(prelude, ensure_ascii=False), ',\n'.join(json.dumps(case, ensure_ascii=False) for case in cases)))
    print(len(cases), 'lines recorded')


main()
