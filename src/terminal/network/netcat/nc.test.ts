import { expect, it } from 'vitest';
import { givenNetworkScene } from '../givenNetworkScene.ts';

const scene = givenNetworkScene();
const { run } = scene;
const failing = (code: number) => (code === 0 ? '' : `command terminated with exit code ${code}\n`);

it.each([
  ['deb', 'nc -zv 10.100.1.88 80', 'Connection to 10.100.1.88 80 port [tcp/http] succeeded!\n', 0],
  ['deb', 'nc -z 10.100.1.88 80', '', 0],
  ['deb', 'nc -zv 10.100.1.88 81', 'nc: connect to 10.100.1.88 port 81 (tcp) failed: Connection refused\n', 1],
  ['deb', 'nc -zv 10.100.1.88 79-80', 'nc: connect to 10.100.1.88 port 79 (tcp) failed: Connection refused\nConnection to 10.100.1.88 80 port [tcp/http] succeeded!\n', 0],
  ['deb', 'nc -zv web-9.nginx 80', 'nc: getaddrinfo for host "web-9.nginx" port 80: Name or service not known\n', 1],
  ['deb', 'nc -w abc front 80', 'nc: timeout invalid: abc\n', 1],
  ['deb', 'nc front foo', 'nc: port number invalid: foo\n', 1],
  ['deb', 'nc front', 'nc: missing port number\n', 1],
  ['bb36', 'nc -vz 10.100.1.88 80', '10.100.1.88 (10.100.1.88:80) open\n', 0],
  ['bb36', 'nc -vz 10.100.1.88 81', '', 1],
  ['bb36', 'nc 10.100.1.88 81', "nc: can't connect to remote host (10.100.1.88): Connection refused\n", 1],
  ['bb36', 'nc web-9.nginx 80', "nc: bad address 'web-9.nginx'\n", 1],
])('in %s: %s', (pod, line, text, code) => {
  expect(run(`kubectl exec ${pod} -- ${line}`)).toEqual({ text: text + failing(code), code });
});

it('on the node is Nmap\'s', () => {
  expect(run('nc -zv 10.100.1.88 81')).toEqual({ text: 'Ncat: Version 7.50 ( https://nmap.org/ncat )\nNcat: Connection refused.\n', code: 1 });
  expect(run('nc -z nope.invalid 80')).toEqual({ text: 'Ncat: Could not resolve hostname "nope.invalid": Name or service not known. QUITTING.\n', code: 2 });
});

it('carries a request to a web server, and leaves a mark in the picture', () => {
  const before = scene.cluster.network.traffic().at(-1)?.id ?? 0;
  const { text } = run(`printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc 10.100.1.88 80`);
  expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*\r\nConnection: close\r\n[^]*\r\n\r\n<h1>myweb v1.you see<\/h1>\n$/);
  expect(run(`printf 'nonsense\\n' | nc 10.100.1.88 80`).text).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
  expect(scene.cluster.network.traffic().filter(({ id }) => id > before).map(({ kind, label, outcome }) => [kind, label, outcome])).toEqual([['tcp', 'connect 10.100.1.88:80', 'ok'], ['tcp', 'connect 10.100.1.88:80', 'ok']]);
});

it('listens, and two of them talk', () => {
  const { text } = run(`kubectl exec deb -- sh -c 'echo from the server | nc -l -p 9000 > /tmp/heard' &
sleep 1
ip=$(kubectl get pod deb -o jsonpath={.status.podIP})
kubectl exec bb36 -- sh -c "echo from the client | nc -w 3 $ip 9000"
sleep 1
kubectl exec deb -- cat /tmp/heard`);
  expect(text).toContain('from the server\n');
  expect(text).toContain('from the client\n');
});
