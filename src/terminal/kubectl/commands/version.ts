import { boolFlag, textFlag } from '../commonFlags.ts';
import { defineKubectl } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { JsonRecord } from '../printers/values.ts';
import { formatYaml } from '../printers/yaml.ts';
import { buildInfo, KUSTOMIZE_VERSION, serverBuildInfo } from '../versionInfo.ts';

/** k8s: kubectl version */
export const version = defineKubectl({
  path: ['version'],
  usage: '',
  short: 'Print the client and server version information',
  long: 'Print the client and server version information for the current context.',
  examples: `# Print the client and server versions
kubectl version`,
  flags: {
    client: boolFlag('If true, shows client version only (no server required).'),
    output: textFlag("One of 'yaml' or 'json'.", { short: 'o' }),
  },
  run: (context) => {
    const { flags, cluster } = context;
    if (context.args.length > 0) throw new KubectlError(`extra arguments: [${context.args.join(' ')}]`);
    if (flags.output !== '' && flags.output !== 'yaml' && flags.output !== 'json') throw new KubectlError("--output must be 'yaml' or 'json'");
    const { kubectlVersion, kubernetesVersion } = cluster.profile;
    if (!flags.client) context.connect();
    const all: { readonly clientVersion: JsonRecord; readonly kustomizeVersion: string; readonly serverVersion?: JsonRecord } = { clientVersion: buildInfo(kubectlVersion), kustomizeVersion: KUSTOMIZE_VERSION, ...(flags.client ? {} : { serverVersion: serverBuildInfo(kubernetesVersion) }) };
    if (flags.output === 'yaml') context.out(`${formatYaml(all)}\n`);
    else if (flags.output === 'json') context.out(`${JSON.stringify({ ...all, clientVersion: inOrder(all.clientVersion), ...(all.serverVersion === undefined ? {} : { serverVersion: inOrder(all.serverVersion) }) }, undefined, 2)}\n`);
    else context.out(`Client Version: ${kubectlVersion}\nKustomize Version: ${KUSTOMIZE_VERSION}\n${flags.client ? '' : `Server Version: ${kubernetesVersion}\n`}`);
  },
});

const ORDER = ['major', 'minor', 'emulationMajor', 'emulationMinor', 'minCompatibilityMajor', 'minCompatibilityMinor', 'gitVersion', 'gitCommit', 'gitTreeState', 'buildDate', 'goVersion', 'compiler', 'platform'];

/** The fields as Go's struct has them. */
function inOrder(info: JsonRecord): JsonRecord {
  return Object.fromEntries(ORDER.filter((key) => info[key] !== undefined).map((key) => [key, info[key]]));
}
