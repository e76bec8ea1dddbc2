import { describe, expect, it } from 'vitest';
import { givenCluster } from '../../kubectl/givenCluster.ts';

const POD = (name: string, image: string, ...command: readonly string[]) =>
  `kubectl run ${name} --image=${image}${command.length === 0 ? '' : ` -- ${command.join(' ')}`} >/dev/null; kubectl wait --for=condition=Ready pod/${name} >/dev/null\n`;

describe('the processes of a container', () => {
  it('are its first process, what that has started, and what looks', () => {
    const { script } = givenCluster();

    expect(script(`${POD('a', 'busybox', 'sh', '-c', "'sleep 1000 & wait'")}kubectl exec a -- ps`)).toMatch(
      /^PID {3}USER {5}TIME {2}COMMAND\n {4}1 root {6}0:00 sh -c sleep 1000 & wait\n +\d+ root {6}0:00 sleep 1000\n +\d+ root {6}0:00 ps\n$/,
    );
  });

  it('are nginx and its worker, by their own names', () => {
    const { script } = givenCluster();

    const shown = script(`${POD('a', 'nginx:alpine')}kubectl exec a -- ps -o pid,ppid,user,args`);

    expect(shown.split('\n').slice(0, 3)).toEqual(['PID   PPID  USER     COMMAND', '    1     0 root     nginx: master process nginx -g daemon off;', '   29     1 nginx    nginx: worker process']);
  });

  it.each([
    ['a sleep as first process does not hear kill', POD('a', 'busybox', 'sleep', '3600'), 'kill 1', '0'],
    ['nor a shell', POD('a', 'busybox', 'sh', '-c', "'while true; do sleep 1; done'"), 'kill 1', '0'],
    ['not even kill -9 from inside', POD('a', 'busybox', 'sleep', '3600'), 'kill -9 1', '0'],
    ['nginx ends and is started again', POD('a', 'nginx'), 'kill 1', '1'],
    ['a shell with a trap ends', POD('a', 'busybox', 'sh', '-c', `'trap "exit 0" TERM; while true; do sleep 1; done'`), 'kill 1', '1'],
  ])('%s', (_, pod, command, restarts) => {
    const { script } = givenCluster();

    expect(script(`${pod}kubectl exec a -- ${command}; sleep 5; kubectl get pod a -o jsonpath='{.status.containerStatuses[0].restartCount}'`)).toBe(restarts);
  });

  it('end with their pod at once when they hear SIGTERM, after the grace period when they do not', () => {
    const { script } = givenCluster();
    const seconds = (pod: string, flags = '') => Number(script(`${pod}SECONDS=0; kubectl delete pod a ${flags} >/dev/null; echo $SECONDS`));

    expect(seconds(POD('a', 'nginx'))).toBeLessThan(4);
    expect(seconds(POD('a', 'busybox', 'sleep', '3600'))).toBeGreaterThanOrEqual(30);
    expect(seconds(POD('a', 'busybox', 'sleep', '3600'), '--grace-period=5')).toBeLessThan(9);
  });

  it('are seen by their node too, and can be killed from there', () => {
    const { script } = givenCluster();

    const shown = script(
      `kubectl run a --image=nginx --overrides='{"spec":{"nodeName":"centos7k8s1"}}' >/dev/null; kubectl wait --for=condition=Ready pod/a >/dev/null\n` +
        `ps -eo user,args | grep '[n]ginx'; pkill -9 -f 'nginx: master'; sleep 4; kubectl get pod a -o jsonpath='{.status.containerStatuses[0].lastState.terminated.exitCode}'`,
    );

    expect(shown).toBe('root     nginx: master process nginx -g daemon off;\nnginx    nginx: worker process\n137');
  });
});

describe('a server started by hand', () => {
  const NGINX = `kubectl run a --image=nginx -- sleep 3600 >/dev/null; kubectl wait --for=condition=Ready pod/a >/dev/null\n`;

  it('goes into the background and answers, until it is killed', () => {
    const { script } = givenCluster();

    const shown = script(`${NGINX}kubectl exec a -- nginx 2>/dev/null; kubectl exec a -- curl -s -o /dev/null -w '%{http_code}\\n' localhost; kubectl exec a -- bash -c 'for p in $(seq 32 60); do kill $p 2>/dev/null; done'; sleep 2; kubectl exec a -- curl -s localhost || echo gone`);

    expect(shown).toContain('200\n');
  });

  it('finds its port taken where one runs already', () => {
    const { script } = givenCluster();

    expect(script(`${POD('a', 'nginx')}kubectl exec a -- nginx`)).toMatch(/nginx: \[emerg\] bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)\n[^]*nginx: \[emerg\] still could not bind\(\)\ncommand terminated with exit code 1\n$/);
  });

  it('takes the place of the shell that execs it, and hears SIGTERM', () => {
    const { script } = givenCluster();

    const shown = script(`kubectl run a --image=nginx --command -- sh -c 'echo first; exec nginx -g "daemon off;"' >/dev/null; kubectl wait --for=condition=Ready pod/a >/dev/null; SECONDS=0; kubectl delete pod a >/dev/null; [ $SECONDS -lt 5 ] && echo quick`);

    expect(shown).toBe('quick\n');
  });
});

describe('the processes of a node', () => {
  it('are its daemons, in the layouts of ps', () => {
    const { script } = givenCluster();

    const shown = script('ps -ef | head -3; ps aux | grep "[k]ube-scheduler" | cut -c1-80; ps -C kubelet -o comm=; pgrep -x etcd; ps -o pid,ppid,stat,comm -p 1');

    expect(shown.split('\n')).toEqual([
      'UID        PID  PPID  C STIME TTY          TIME CMD',
      'root         1     0  0 Oct08 ?        00:39:56 /usr/lib/systemd/systemd --switched-root --system --deserialize 22',
      'root         2     0  0 Oct08 ?        00:00:00 [kthreadd]',
      'root      1231  0.4  0.8 1287604 71588 ?       Ssl  Oct08 266:19 /usr/local/bin/',
      'kubelet',
      '1046',
      '  PID  PPID STAT COMMAND',
      '    1     0 Ss   systemd',
      '',
    ]);
  });

  it('are started again by systemd when somebody kills them', () => {
    const { script } = givenCluster();

    expect(script('before=$(pidof kubelet); pkill kubelet; sleep 1; after=$(pidof kubelet); [ -n "$after" ] && [ "$before" != "$after" ] && echo another; kill -9 1; ps -p 1 -o comm=')).toBe('another\nsystemd\n');
  });

  it('say how long the node is up and what memory it has', () => {
    const { script } = givenCluster();

    expect(script('uptime; free -m | head -2; uptime -s')).toMatch(
      /^ 08:00:01 up 46 days, {2}5:42, {2}0 users, {2}load average: \d\.\d\d, \d\.\d\d, \d\.\d\d\n {14}total {8}used {8}free {6}shared {2}buff\/cache {3}available\nMem: {11}7821 +\d+ +\d+ +8 +\d+ +\d+\n2026-10-08 02:17:31\n$/,
    );
  });
});

describe('at a terminal', () => {
  it('ps shows what belongs to it', () => {
    const { type } = givenCluster();

    expect(type('ps\r')).toMatch(/ {2}PID TTY {10}TIME CMD\n 2131 pts\/0 {4}00:00:00 bash\n 213\d pts\/0 {4}00:00:00 ps\n/);
  });

  it('top draws until q', () => {
    const { type } = givenCluster();

    const shown = type('top\r', 'q', 'echo back\r');

    expect(shown).toContain('top - 08:00:');
    expect(shown).toMatch(/ 1212 root {6}20 {3}0 1553264 412344 164937 S {3}4\.3 {2}5\.1 2863:\d\d\.\d\d kube-apiserver/);
    expect(shown).toMatch(/\nback\n[^\n]*$/);
  });
});
