import { expect, it } from 'vitest';
import { givenCluster } from '../kubectl/givenCluster.ts';

it.each(['docker ps', 'helm list', 'minikube start', 'yum -y install git', 'git clone x', 'systemctl start nfs', 'python3 -c 1', 'terraform apply', 'crictl ps', 'ssh centos7k8s2'])('%s says in one line what to use instead', (line) => {
  const [name = ''] = line.split(' ');

  const shown = givenCluster().script(`${line}; echo $?`);

  expect(shown).toMatch(new RegExp(`^${name}: not part of this simulation: [^\\n]+\\n127\\n$`));
});

it.each([
  ['sudo kubectl get ns default -o name', 'namespace/default\n'],
  ['sudo -i echo hi', 'hi\n'],
  ["su - root -c 'pwd'", '/root\n'],
  ['sudo nosuch', 'sudo: nosuch: command not found\n'],
  ['man kubectl', 'No manual entry for kubectl\n'],
  ['showmount -e 192.168.76.142', 'Export list for 192.168.76.142:\n/opt/data/kubernetes *\n'],
  ['mkdir /mnt/x; mount -t nfs 192.168.76.142:/opt/data/kubernetes /mnt/x && ls /mnt/x && umount /mnt/x; ls /mnt/x', 'default-test-claim-01-pvc-b9e61ef2-1506-459b-a372-24e20dc6a45f\n'],
  ['mount -t nfs 192.168.76.142:/etc /mnt', 'mount.nfs: access denied by server while mounting 192.168.76.142:/etc\n'],
  ['mount -t nfs 192.168.76.143:/x /mnt', 'mount.nfs: Connection refused\n'],
])('%s', (line, shown) => {
  expect(givenCluster().script(line)).toBe(shown);
});

it('nginx of its image tests its configuration and takes signals', () => {
  const { script } = givenCluster();

  const shown = script("kubectl run n --image=nginx >/dev/null; kubectl wait --for=condition=Ready pod/n >/dev/null; kubectl exec n -- nginx -t; kubectl exec n -- nginx -s reload; sleep 1; kubectl logs n | grep -c reconfiguring; kubectl exec n -- sh -c 'echo } >> /etc/nginx/nginx.conf; nginx -t'");

  expect(shown).toMatch(/test is successful\n[^\n]+signal process started\n1\nnginx: \[emerg\] unexpected "}" in \/etc\/nginx\/nginx\.conf:\d+\nnginx: configuration file \/etc\/nginx\/nginx\.conf test failed\ncommand terminated with exit code 1\n$/);
});
