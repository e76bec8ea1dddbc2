import { boolFlag, textFlag } from '../../commonFlags.ts';
import { defineKubectl, type KubectlCommand } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { listAt, textAt } from '../../printers/values.ts';
import { byCodeUnit } from '../../printers/json.ts';
import { bodyOf, hasEntry, withEntry, withoutEntry, writeConfig } from './file.ts';
import { refuseArguments, showHelp } from './arguments.ts';
import type { JsonRecord } from '../../printers/values.ts';

function defineList(path: string, list: 'clusters' | 'users', what: string): KubectlCommand {
  return defineKubectl({
    path: ['config', path],
    usage: '',
    short: `Display ${what} defined in the kubeconfig`,
    long: `Display ${what} defined in the kubeconfig.`,
    examples: `# List the ${what} that kubectl knows about\nkubectl config ${path}`,
    flags: {},
    run: (context) => {
      context.out(`NAME\n${listAt(context.config.content, list).map((entry) => `${textAt(entry, 'name')}\n`).toSorted(byCodeUnit).join('')}`);
    },
  });
}

/** k8s: kubectl config get-clusters */
export const configGetClusters = defineList('get-clusters', 'clusters', 'clusters');
/** k8s: kubectl config get-users */
export const configGetUsers = defineList('get-users', 'users', 'users');

function defineDelete(path: string, list: 'clusters' | 'users', what: string): KubectlCommand {
  return defineKubectl({
    path: ['config', path],
    usage: 'NAME',
    short: `Delete the specified ${what} from the kubeconfig`,
    long: `Delete the specified ${what} from the kubeconfig.`,
    examples: `# Delete a ${what}\nkubectl config ${path} name`,
    flags: {},
    *run(context) {
      const [name, ...more] = context.args;
      if (name === undefined || more.length > 0) return yield* showHelp(context);
      const { content, path: file } = context.config;
      if (!hasEntry(content, list, name)) throw new KubectlError(`cannot delete ${what} ${name}, not in ${file}`);
      writeConfig(context, withoutEntry(content, list, name));
      context.out(`deleted ${what} ${name} from ${file}\n`);
    },
  });
}

/** k8s: kubectl config delete-cluster */
export const configDeleteCluster = defineDelete('delete-cluster', 'clusters', 'cluster');
/** k8s: kubectl config delete-user */
export const configDeleteUser = defineDelete('delete-user', 'users', 'user');

/** k8s: kubectl config set-cluster */
export const configSetCluster = defineKubectl({
  path: ['config', 'set-cluster'],
  usage: 'NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]',
  short: 'Set a cluster entry in kubeconfig',
  long: 'Set a cluster entry in kubeconfig.\n\n Specifying a name that already exists will merge new fields on top of existing values for those fields.',
  examples: `# Set the server of a cluster
kubectl config set-cluster e2e --server=https://1.2.3.4`,
  flags: {
    'embed-certs': boolFlag('embed-certs for the cluster entry in kubeconfig'),
    'proxy-url': textFlag('proxy-url for the cluster entry in kubeconfig'),
  },
  *run(context) {
    const { flags, given } = context;
    const [name, ...more] = context.args;
    if (name === undefined || more.length > 0) return yield* refuseArguments(context);
    const { content } = context.config;
    const hasAuthority = flags['certificate-authority'] !== '';
    const isInsecure = given.has('insecure-skip-tls-verify') && flags['insecure-skip-tls-verify'];
    if (hasAuthority && isInsecure) throw new KubectlError('you cannot specify a certificate authority and insecure mode at the same time');
    const body = {
      ...without(bodyOf(content, 'clusters', name), [...(hasAuthority || isInsecure ? ['certificate-authority', 'certificate-authority-data'] : []), ...(hasAuthority ? ['insecure-skip-tls-verify'] : [])]),
      ...(given.has('server') ? { server: flags.server } : {}),
      ...(given.has('certificate-authority') ? { 'certificate-authority': flags['certificate-authority'] } : {}),
      ...(given.has('insecure-skip-tls-verify') ? { 'insecure-skip-tls-verify': flags['insecure-skip-tls-verify'] } : {}),
      ...(given.has('tls-server-name') ? { 'tls-server-name': flags['tls-server-name'] } : {}),
      ...(given.has('proxy-url') ? { 'proxy-url': flags['proxy-url'] } : {}),
    };
    writeConfig(context, withEntry(content, 'clusters', name, body));
    context.out(`Cluster "${name}" set.\n`);
  },
});

/** k8s: kubectl config set-credentials */
export const configSetCredentials = defineKubectl({
  path: ['config', 'set-credentials'],
  usage: 'NAME [--client-certificate=path/to/certfile] [--client-key=path/to/keyfile] [--token=bearer_token] [--username=basic_user] [--password=basic_password]',
  short: 'Set a user entry in kubeconfig',
  long: 'Set a user entry in kubeconfig.\n\n Specifying a name that already exists will merge new fields on top of existing values.',
  examples: `# Set the token of a user
kubectl config set-credentials robot --token=abc`,
  flags: { 'embed-certs': boolFlag('Embed client cert/key for the user entry in kubeconfig') },
  *run(context) {
    const { flags, given } = context;
    const [name, ...more] = context.args;
    if (name === undefined || more.length > 0) return yield* refuseArguments(context, 'unexpected args');
    if (given.has('token') && (given.has('username') || given.has('password'))) throw new KubectlError('you cannot specify more than one authentication method at the same time: --token, --username/--password');
    const { content } = context.config;
    const keys = ['client-certificate', 'client-key', 'token', 'username', 'password'] as const;
    const body = { ...bodyOf(content, 'users', name), ...Object.fromEntries(keys.filter((key) => given.has(key)).map((key) => [key, flags[key]])) };
    writeConfig(context, withEntry(content, 'users', name, body));
    context.out(`User "${name}" set.\n`);
  },
});

function without(body: JsonRecord, keys: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}
