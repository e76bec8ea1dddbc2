import { describe, expect, it } from 'vitest';
import { withoutPrompts } from './withoutPrompts.ts';

describe('pasted text', () => {
  it.each([
    // what is pasted, what is typed
    ['$ kubectl get pods', 'kubectl get pods'],
    ['[root@centos7k8s1 deploy]# cd ..', 'cd ..'],
    ['[root@centos7k8s1 default-data-0]# ls\n[root@centos7k8s1 default-data-0]# cd ..', 'ls\ncd ..'],
    ['/ # for i in $(seq 0 2);do ping web-$i;done', 'for i in $(seq 0 2);do ping web-$i;done'],
    ['~ $ ls', 'ls'],
    ['root@web-0:/# hostname', 'hostname'],
    ['bash-4.2# mysql -uroot', 'mysql -uroot'],
    ['mysql> SELECT 1,\n    -> 2;', 'SELECT 1,\n2;'],
    ['127.0.0.1:6379> SET a b', 'SET a b'],
    ['postgres=# \\dt', '\\dt'],
    ['$ for i in 1 2\n> do echo $i\n> done', 'for i in 1 2\ndo echo $i\ndone'],
    ['# while true;do curl 10.200.3.231;sleep 1;done', 'while true;do curl 10.200.3.231;sleep 1;done'],
    ['# kubectl get pods -o wide', 'kubectl get pods -o wide'],
  ])('%j is typed as %j', (pasted, typed) => {
    expect(withoutPrompts(pasted)).toBe(typed);
  });

  it.each([
    '# This should already be running',
    '# watch the pods',
    '# kubectl shows three pods',
    '# for each of them; then wait',
    '#!/bin/sh',
    '#comment',
    'kubectl get pods # all of them',
    '> out.txt',
    'echo "$ 5"',
    'VAR=$ x',
    "sed 's/# a/b/' f",
    'apiVersion: v1\n# a comment -- with | bars > and more\nkind: Pod',
    "cat > a.yml << 'EOF'\nkind: Pod # $ x\n# cat > b ; done\n$ x\n> y\nEOF\nls",
  ])('%j stays as it is', (pasted) => {
    expect(withoutPrompts(pasted)).toBe(pasted);
  });

  it('takes the shell’s own marks off a here-document, and only those', () => {
    expect(withoutPrompts("$ cat > a << 'EOF'\n> # kind\n> $ x\n> EOF\n$ ls")).toBe("cat > a << 'EOF'\n# kind\n$ x\nEOF\nls");
    expect(withoutPrompts("[root@a b]# cat > a << 'EOF'\nkind: x\n> y\nEOF\n[root@a b]# ls")).toBe("cat > a << 'EOF'\nkind: x\n> y\nEOF\nls");
  });
});
