import type { Flavour } from './machine.ts';

/** The applets of busybox that images of it carry. */
const BUSYBOX = (
  'sh ash [ [[ arp awk basename base64 cat chgrp chmod chown clear cmp comm cp crond cut date dd df diff dirname dmesg dnsdomainname du echo egrep ' +
  'env expand expr factor false fgrep find fold free fsync getopt grep groups gunzip gzip halt head hexdump hostid hostname httpd id ifconfig install ip ' +
  'ipcalc kill killall less link ln logger logname ls lsof md5sum mkdir mkfifo mknod mktemp more mount mv nc netstat nice nl nohup nproc nslookup od ' +
  'paste pgrep pidof ping ping6 pkill printenv printf ps pwd readlink realpath reset rev rm rmdir route sed seq setsid sha1sum sha256sum sha512sum shuf sleep ' +
  'sort split stat stty strings su sync tac tail tar tee telnet test time timeout top touch tr traceroute true truncate tty umount uname unexpand uniq ' +
  'unlink unzip uptime usleep users vi watch wc wget which who whoami xargs xxd yes zcat'
).split(' ');

/** What a minimal Debian brings: coreutils and the few packages that are always there. */
const DEBIAN = (
  'sh dash bash [ arch awk mawk base32 base64 basename cat chgrp chmod chown cksum comm cp csplit cut date dd df diff cmp dir dircolors dirname dpkg apt apt-get du echo ' +
  'egrep env expand expr factor false fgrep find fmt fold getconf getent getopt grep groups gunzip gzip head hostid hostname id install join kill ldd link ln ' +
  'logname ls lsblk md5sum mkdir mkfifo mknod mktemp more mount mv nice nl nohup nproc numfmt od paste pathchk perl pr printenv printf ptx pwd readlink realpath ' +
  'rev rm rmdir sed seq setsid sha1sum sha256sum sha512sum shred shuf sleep sort split stat stdbuf stty su sum sync tac tail tar tee test timeout touch tr true truncate tsort tty ' +
  'umount uname unexpand uniq unlink users wc which who whoami xargs yes zcat'
).split(' ');

/** What the cluster's nodes have besides what Debian has. */
const CENTOS_EXTRA = (
  'arp ansible ansible-playbook argocd awk aws az buildah chkconfig clear column crictl crontab ctr curl dig dnf docker docker-compose eksctl etcdctl exportfs ' +
  'fault firewall-cmd flux free gawk gcc gcloud git go helm helmfile host ifconfig ip iptables ipvsadm istioctl java journalctl jq k3d k3s k9s killall kind ' +
  'kubeadm kubectl kubectx kubelet kubens kustomize last less man md5sum microk8s minikube nano nc nerdctl netstat node npm nsenter nslookup oc perl pgrep ' +
  'pidof ping ping6 pip pip3 pkill podman poweroff ps python python2 python3 reboot reset rpm rsync ruby scp screen service setenforce setsid showmount ' +
  'shutdown skaffold snap ss ssh ssh-copy-id ssh-keygen stern sudo swapoff sysctl systemctl tcpdump telnet terraform tilt tmux top tracepath traceroute tree ' +
  'umount uptime users vagrant velero vi vim w watch wget yq yum'
).split(' ');

/** Commands of nodes that Debian has and CentOS has not. */
const NOT_CENTOS = new Set(['dash', 'mawk', 'dpkg', 'apt', 'apt-get']);

/** The programs that a machine of a family carries before an image adds its own. */
export const PROGRAM_NAMES: Readonly<Record<Flavour, readonly string[]>> = {
  busybox: BUSYBOX,
  alpine: [...BUSYBOX, 'apk', 'getent'],
  debian: DEBIAN,
  centos7: [...new Set([...DEBIAN.filter((name) => !NOT_CENTOS.has(name)), ...CENTOS_EXTRA])],
};

/** Names that live in /bin where /bin and /usr/bin are two directories. */
const IN_BIN = new Set(
  (
    'ash base64 bash cat chgrp chmod chown cp date dd df dmesg dnsdomainname echo egrep false fgrep fsync getopt grep gunzip gzip hostname kill link ln ls mkdir mknod ' +
    'mktemp more mount mv netstat nice pidof ping ping6 printenv ps pwd rm rmdir sed sh sleep stat stty su sync tar touch true umount uname usleep watch zcat'
  ).split(' '),
);
const IN_SBIN = new Set('apk arp halt ifconfig ip ipcalc poweroff reboot route'.split(' '));
const IN_USR_SBIN = new Set(
  'arp arping chroot crond exportfs firewall-cmd httpd ifconfig ip ipcalc iptables ipvsadm route sysctl tcpdump traceroute reboot shutdown halt ss'.split(' '),
);

/** The directory of a program: where `which` finds it. */
export function programDirectory(flavour: Flavour, name: string): string {
  if (flavour === 'busybox') return '/bin';
  if (flavour === 'alpine') {
    if (IN_SBIN.has(name)) return '/sbin';
    return IN_BIN.has(name) ? '/bin' : '/usr/bin';
  }
  return flavour === 'centos7' && IN_USR_SBIN.has(name) ? '/usr/sbin' : '/usr/bin';
}
