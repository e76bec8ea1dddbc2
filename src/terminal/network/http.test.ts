import { describe, expect, it } from 'vitest';
import { givenNetworkScene } from './givenNetworkScene.ts';

const scene = givenNetworkScene();
const { run } = scene;
const PAGE = '<h1>myweb v1.you see</h1>\n';
const inPod = (pod: string) => `kubectl exec ${pod} -- `;
const failing = (code: number) => (code === 0 ? '' : `command terminated with exit code ${code}\n`);
const TRY = "curl: try 'curl --help' or 'curl --manual' for more information\n";

describe('curl', () => {
  it.each([
    ['deb', 'curl -s front', PAGE, 0],
    ['deb', 'curl -sS web-9.nginx', 'curl: (6) Could not resolve host: web-9.nginx\n', 6],
    ['deb', 'curl -sS front:81 -m 1', 'curl: (28) Connection timed out after 1001 milliseconds\n', 28],
    ['deb', 'curl -sS --connect-timeout 2 10.9.9.9', 'curl: (28) Failed to connect to 10.9.9.9 port 80 after T ms: Timeout was reached\n', 28],
    ['deb', 'curl -sS 10.100.1.88:81', "curl: (7) Failed to connect to 10.100.1.88 port 81 after T ms: Couldn't connect to server\n", 7],
    ['alp', 'wget -qO- front', PAGE, 0],
    ['deb', "curl -s -o /dev/null -w '%{http_code} %{num_redirects} %{content_type} %{remote_ip}:%{remote_port} %{method}' front/", '200 0 text/html 10.200.3.231:80 GET', 0],
    ['deb', "curl -s -o /dev/null -w '%{http_code}\\n' front/nope", '404\n', 0],
    ['deb', 'curl -fsS front/nope', 'curl: (22) The requested URL returned error: 404\n', 22],
    ['deb', 'curl -s --resolve x.y:80:10.200.3.231 http://x.y/', PAGE, 0],
    ['deb', 'curl -m abc front', `curl: option -m: expected a proper numerical parameter\n${TRY}`, 2],
    ['deb', 'curl --bogus front', `curl: option --bogus: is unknown\n${TRY}`, 2],
    ['deb', 'curl -s', `curl: no URL specified!\n${TRY}`, 2],
    ['deb', 'curl foo://x', 'curl: (1) Protocol "foo" not supported or disabled in libcurl\n', 1],
    ['deb', 'curl http://', 'curl: (3) URL using bad/illegal format or missing URL\n', 3],
    ['deb', 'curl -sO front/', '', 23],
    ['deb', 'curl -O front/', 'curl: Remote file name has no length!\ncurl: (23) Failed writing received data to disk/application\n', 23],
  ])('in %s: %s', (pod, line, text, code) => {
    expect(run(inPod(pod) + line)).toEqual({ text: text + failing(code), code });
  });

  it('shows the meter where it does not write to a terminal', () => {
    const { text } = run(`${inPod('deb')}curl front`);
    expect(text).toMatch(/^ {2}% Total {4}% Received % Xferd {2}Average Speed {3}Time {4}Time {5}Time {2}Current\n {33}Dload {2}Upload {3}Total {3}Spent {4}Left {2}Speed\n\r {2}0 {5}0 {4}0 {5}0 {4}0 {5}0 {6}0 {6}0 --:--:-- --:--:-- --:--:-- {5}0\r100 {4}26 {2}100 {4}26 {4}0 {5}0 [ \d]{6} {6}0 --:--:-- --:--:-- --:--:-- [ \d]{5}\n<h1>/);
  });

  it('tells with -v what it does, each version in its own words', () => {
    // The lines of the exchange end as they do on the wire.
    const quiet = (pod: string) => run(`${inPod(pod)}curl -sv -o /dev/null front`).text.replaceAll(/< (Date|Last-Modified|ETag|Server): .*\r\n/g, '').replaceAll('\r\n', '\n');
    const answer = '< HTTP/1.1 200 OK\n< Content-Type: text/html\n< Content-Length: 26\n< Connection: keep-alive\n< Accept-Ranges: bytes\n< \n{ [26 bytes data]\n* Connection #0 to host front left intact\n';
    expect(quiet('deb')).toBe(`*   Trying 10.200.3.231:80...\n* Connected to front (10.200.3.231) port 80 (#0)\n> GET / HTTP/1.1\n> Host: front\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n${answer}`);
    const onNode = run('curl -sv -o /dev/null 10.200.3.231').text.replaceAll('\r\n', '\n');
    expect(onNode).toMatch(/^\* About to connect\(\) to 10.200.3.231 port 80 \(#0\)\n\* {3}Trying 10.200.3.231...\n\* Connected to 10.200.3.231 \(10.200.3.231\) port 80 \(#0\)\n> GET \/ HTTP\/1.1\n> User-Agent: curl\/7.29.0\n> Host: 10.200.3.231\n> Accept: \*\/\*\n> \n< HTTP\/1.1 200 OK\n/);
  });

  it('gets the manifests that kubectl applies by URL', () => {
    const url = 'https://k8s.io/examples/application/web/web.yaml';
    expect(run(`cd /tmp && curl -sLO ${url} && kubectl create --dry-run=client -o name -f web.yaml && kubectl create --dry-run=client -o name -f ${url}`)).toEqual({ text: 'service/nginx\nstatefulset.apps/web\n'.repeat(2), code: 0 });
  });

  it('on the node finds no name of the cluster until its resolv.conf says where to ask', () => {
    const name = 'front.default.svc.myharbor.com';
    expect(run(`curl -sS ${name}`)).toEqual({ text: `curl: (6) Could not resolve host: ${name}; Unknown error\n`, code: 6 });
    expect(run(`ping -c 1 ${name}`)).toEqual({ text: `ping: ${name}: Temporary failure in name resolution\n`, code: 2 });
    scene.script('cp /etc/resolv.conf /tmp/before; echo nameserver 10.200.0.10 >> /etc/resolv.conf');
    expect(run(`curl -s ${name}`)).toEqual({ text: PAGE, code: 0 });
    expect(run('curl -sS front')).toEqual({ text: 'curl: (6) Could not resolve host: front; Unknown error\n', code: 6 });
    expect(run('curl -sS front.default.svc.cluster.local')).toMatchObject({ code: 6 });
    expect(run('ping -c 1 nope.invalid')).toEqual({ text: 'ping: nope.invalid: Name or service not known\n', code: 2 });
    scene.script('cp /tmp/before /etc/resolv.conf');
  });
});

describe('wget', () => {
  it.each([
    ['bb36', 'wget -O- front', `Connecting to front (10.200.3.231:80)\nwriting to stdout\n${PAGE}-                    100% |********************************|    26  0:00:00 ETA\nwritten to stdout\n`, 0],
    ['bb28', 'wget -O- front', `Connecting to front (10.200.3.231:80)\n${PAGE}-                    100% |********************************|    26  0:00:00 ETA\n`, 0],
    ['bb36', 'wget -qO- web-9.nginx', "wget: bad address 'web-9.nginx'\n", 1],
    ['bb36', 'wget front/nope', 'Connecting to front (10.200.3.231:80)\nwget: server returned error: HTTP/1.1 404 Not Found\n', 1],
    ['bb36', 'wget -q 10.100.1.88:81', "wget: can't connect to remote host (10.100.1.88): Connection refused\n", 1],
    ['bb36', 'wget -T 2 10.9.9.9', 'Connecting to 10.9.9.9 (10.9.9.9:80)\nwget: download timed out\n', 1],
    ['bb36', 'wget --spider front', 'Connecting to front (10.200.3.231:80)\nremote file exists\n', 0],
    ['bb36', 'wget foo://x', 'wget: not an http or ftp url: foo://x\n', 1],
    ['bb36', 'wget -T x front', "wget: invalid number 'x'\n", 1],
    ['bb36', 'wget front:99999', "wget: bad port '99999'\n", 1],
    ['deb', 'wget -q web-9.nginx', '', 4],
    ['deb', 'wget -T abc front', 'wget: --timeout: Invalid time period \'abc\'\n', 2],
    ['deb', 'wget foo://x', 'foo://x: Unsupported scheme \'foo\'.\n', 1],
  ])('in %s: %s', (pod, line, text, code) => {
    expect(run(inPod(pod) + line)).toEqual({ text: text + failing(code), code });
  });

  it('says what it does, and on which day', () => {
    const { text } = run(`${inPod('deb')}wget -O- front`);
    expect(text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'NOW').replaceAll(/\([\d.]+ .B\/s\)/g, '(SPEED)').replaceAll(/100% +[\d.]+K=[\d.]+s/g, '100% SPEED')).toBe(
      `--NOW--  http://front/\nResolving front (front)... 10.200.3.231\nConnecting to front (front)|10.200.3.231|:80... connected.\nHTTP request sent, awaiting response... 200 OK\nLength: 26 [text/html]\nSaving to: 'STDOUT'\n\n${PAGE}     0K ${' '.repeat(54)}100% SPEED\n\nNOW (SPEED) - written to stdout [26/26]\n\n`,
    );
  });
});
