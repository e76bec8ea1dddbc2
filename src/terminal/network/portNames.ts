/** Ports that /etc/services has a name for. */
export const PORT_NAMES: Readonly<Record<number, string>> = {
  7: 'echo', 20: 'ftp-data', 21: 'ftp', 22: 'ssh', 23: 'telnet', 25: 'smtp', 53: 'domain', 69: 'tftp', 80: 'http', 110: 'pop3', 111: 'sunrpc', 123: 'ntp', 143: 'imap2', 161: 'snmp', 179: 'bgp', 389: 'ldap', 443: 'https', 465: 'submissions',
  514: 'shell', 587: 'submission', 636: 'ldaps', 873: 'rsync', 993: 'imaps', 995: 'pop3s', 1433: 'ms-sql-s', 2049: 'nfs', 2379: 'etcd-client', 2380: 'etcd-server', 3306: 'mysql', 3389: 'ms-wbt-server', 5432: 'postgresql', 5672: 'amqp',
  6379: 'redis', 6443: 'sun-sr-https', 8080: 'http-alt', 9418: 'git', 10050: 'zabbix-agent',
};

/** The port that a number or a name stands for; undefined for neither. */
export function portOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) <= 65_535 ? Number(text) : undefined;
  const found = Object.entries(PORT_NAMES).find(([, name]) => name === text)?.[0];
  return found === undefined ? undefined : Number(found);
}
