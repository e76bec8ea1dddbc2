import { expect, it } from 'vitest';
import { givenNetworkScene } from '../givenNetworkScene.ts';

const { run } = givenNetworkScene();
const inPod = (line: string) => {
  const [pod = '', ...words] = line.split(' ');
  return pod === 'node' ? words.join(' ') : `kubectl exec ${pod} -- ${words.join(' ')}`;
};
const ADDRESS = run(`kubectl get pod deb -o jsonpath='{.status.podIP}'`).text;
const [RANGE = ''] = /^\d+\.\d+\.\d+/.exec(ADDRESS) ?? [];

it.each([
  ['deb ip -4 -br a', `lo               UNKNOWN        127.0.0.1/8 \neth0@ifN         UP             ${ADDRESS}/24 \n`],
  ['deb ip route', `default via ${RANGE}.1 dev eth0 \n${RANGE}.0/24 dev eth0 proto kernel scope link src ${ADDRESS} \n10.100.0.0/16 via ${RANGE}.1 dev eth0 \n`],
  ['deb ip route get 10.200.3.231', `10.200.3.231 via ${RANGE}.1 dev eth0 src ${ADDRESS} uid 0 \n    cache \n`],
  ['deb ip a show nope', 'Device "nope" does not exist.\n'],
  ['deb ip bogus', 'Object "bogus" is unknown, try "ip help".\n'],
  ['bb36 ip a show lo', '1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n'],
  ['bb36 ip a show nope', "ip: can't find device 'nope'\n"],
  ['bb36 ifconfig nope', 'ifconfig: nope: error fetching interface information: Device not found\n'],
  ['node ip route show default', 'default via 192.168.76.2 dev ens33 proto static metric 100 \n'],
  ['node ip -br -4 a show ens33', 'ens33            UP             192.168.76.142/24 \n'],
  ['node ifconfig nope', 'nope: error fetching interface information: Device not found\n'],
  ['bb36 route -n', /^Kernel IP routing table\nDestination {5}Gateway {9}Genmask {9}Flags Metric Ref {4}Use Iface\n0\.0\.0\.0 {9}10\.100\.\d\.1 {6}0\.0\.0\.0 {9}UG {4}0 {6}0 {8}0 eth0\n/],
  ['web-0 netstat -tln', 'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \ntcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      \n'],
  ['web-0 hostname -i', '10.100.1.88\n'],
  ['web-0 hostname -f', 'web-0.nginx.default.svc.myharbor.com\n'],
] as const)('%s', (line, shown) => {
  const text = run(inPod(line)).text.replaceAll(/@if\d+ */g, '@ifN         ').replace(/command terminated.*\n/, '');
  expect(typeof shown === 'string' ? text : (shown.exec(text)?.[0] ?? text)).toBe(typeof shown === 'string' ? shown : shown.exec(text)?.[0]);
});
