import { sharedGetters } from '../core/sharedGetters.ts';
import type { FileNode, FileTree } from '../machine/files.ts';
import type { Host, Listener } from '../machine/host.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Profile } from '../profile.ts';

/** A pod's side of the network, with the files that all its containers share. */
export interface PodHost extends Host {
  /** Files at their paths, made when a container is first looked into. */
  sharedFiles(tree: FileTree): ReadonlyMap<string, FileNode>;
}

export interface PodHostOptions {
  readonly pod: Pod;
  readonly profile: Profile;
  readonly nodeName: string;
  readonly ip: () => string | undefined;
  readonly listeners: () => readonly Listener[];
  /** What the pod's node itself asks: for pods that do not use the cluster's name servers. */
  readonly nodeResolvConf: () => string;
}

const MAX_HOSTNAME = 63;

export function createPodHost(options: PodHostOptions): PodHost {
  const { pod, profile, nodeName, ip } = options;
  const { name, namespace = '' } = pod.metadata;
  const hostname = (pod.spec.hostname ?? name).slice(0, MAX_HOSTNAME).replace(/[-.]+$/, '');
  const { subdomain } = pod.spec;
  const fqdn = subdomain === undefined || subdomain === '' ? undefined : `${hostname}.${subdomain}.${namespace}.svc.${profile.clusterDomain}`;
  let shared: ReadonlyMap<string, FileNode> | undefined;
  const opened = new Set<Listener>();

  const resolvConf = () => resolvConfOf(pod, profile, options.nodeResolvConf());
  const hostsFile = () => hostsFileOf(pod, ip() ?? '', fqdn, hostname);
  const textAt = (path: string, otherwise: () => string) => shared?.get(path)?.content ?? otherwise();

  return withAddress({
    id: `pod/${namespace}/${name}`,
    hostname: pod.spec.setHostnameAsFQDN === true && fqdn !== undefined ? fqdn : hostname,
    ...(fqdn === undefined ? {} : { fqdn }),
    address: ip,
    nodeName,
    resolvConf: () => textAt('/etc/resolv.conf', resolvConf),
    hostsFile: () => textAt('/etc/hosts', hostsFile),
    listeners: () => (opened.size === 0 ? options.listeners() : [...options.listeners(), ...opened]),
    listen: (listener) => {
      opened.add(listener);
      return () => void opened.delete(listener);
    },
    sharedFiles: (tree) =>
      (shared ??= new Map([
        ['/etc/hosts', tree.file(hostsFile())],
        ['/etc/hostname', tree.file(`${hostname}\n`)],
        ['/etc/resolv.conf', tree.file(resolvConf())],
      ])),
  });
}

const withAddress = sharedGetters<Omit<PodHost, 'ip'> & { readonly address: () => string | undefined }, Pick<PodHost, 'ip'>>({
  ip: ({ address }) => address(),
});

/** k8s: kubelet ensureHostsFile */
function hostsFileOf({ spec }: Pod, ip: string, fqdn: string | undefined, hostname: string): string {
  const lines = [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${ip}\t${fqdn === undefined ? '' : `${fqdn}\t`}${hostname}`,
  ];
  const { hostAliases = [] } = spec;
  if (hostAliases.length > 0) lines.push('', '# Entries added by HostAliases.', ...hostAliases.map((alias) => `${alias.ip}\t${(alias.hostnames ?? []).join('\t')}`));
  return `${lines.join('\n')}\n`;
}

/** k8s: kubelet dns Configurer GetPodDNS */
function resolvConfOf(pod: Pod, profile: Profile, nodeText: string): string {
  const { dnsPolicy = 'ClusterFirst', dnsConfig, hostNetwork = false } = pod.spec;
  const usesCluster = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
  if (!usesCluster && dnsPolicy !== 'None' && dnsConfig === undefined) return nodeText;
  const { clusterDomain, dnsIp } = profile;
  const search = usesCluster ? [`${pod.metadata.namespace ?? 'default'}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain] : [];
  const servers = [...(usesCluster ? [dnsIp] : []), ...(dnsConfig?.nameservers ?? [])];
  const searches = [...new Set([...search, ...(dnsConfig?.searches ?? [])])];
  const options = new Map<string, string | undefined>(usesCluster ? [['ndots', '5']] : []);
  for (const { name, value } of dnsConfig?.options ?? []) if (name !== undefined) options.set(name, value);
  const optionTexts = [...options].map(([name, value]) => (value === undefined || value === '' ? name : `${name}:${value}`));
  return [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}\n`]),
    ...servers.map((server) => `nameserver ${server}\n`),
    ...(optionTexts.length === 0 ? [] : [`options ${optionTexts.join(' ')}\n`]),
  ].join('');
}
