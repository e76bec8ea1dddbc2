import type { Api } from '#engine/api/api.ts';
import { sharedGetters } from '#engine/core/sharedGetters.ts';
import { parseGoDuration } from '#engine/kinds/duration.ts';
import type { Process } from '../process/process.ts';
import type { KubectlCommand, KubectlContext } from './command.ts';
import type { CommandTree } from './commandTree.ts';
import { isAllowed, questionOf } from './auth/authorizer.ts';
import { guardedApi } from './auth/guardedApi.ts';
import { checkServer } from './connection.ts';
import { KubectlError } from './errors.ts';
import type { FlagValues, ParsedFlags } from './flags.ts';
import type { GlobalFlags } from './globalFlags.ts';
import { loadKubeconfig, type Kubeconfig } from './kubeconfig.ts';
import { createDiscovery, type Discovery } from './resources/discovery.ts';

/** A context, and how many warnings the server sent where `--warnings-as-errors` counts them. */
export interface CreatedContext {
  readonly context: KubectlContext;
  warningCount(): number;
}

/** What a subcommand runs with. The kubeconfig is read and the server looked for when first needed. */
export function createContext(process: Process, tree: CommandTree, command: KubectlCommand, parsed: ParsedFlags): CreatedContext {
  const path = ['kubectl', ...command.path].join(' ');
  const { cluster } = process.kernel;
  const flags = parsed.values as FlagValues<GlobalFlags>;
  let config: Kubeconfig | undefined;
  let discovery: Discovery | undefined;
  let isConnected = false;
  const warned = new Set<string>();
  let warnings = 0;
  const getConfig = () => (config ??= loadKubeconfig(process, flags));
  const connect = () => {
    if (isConnected) return;
    getConfig().check();
    checkTimeout(flags['request-timeout']);
    checkServer(process, getConfig().server);
    isConnected = true;
  };
  const manager = command.fieldManager ?? `kubectl-${command.path[0] ?? ''}`;
  const context: KubectlContext = withLatecomers({
    process,
    manager,
    cluster,
    flags,
    given: parsed.given,
    args: parsed.args,
    argsBeforeDash: parsed.argsBeforeDash,
    path,
    tree,
    apiAs: (fieldManager): Api => {
      connect();
      const api = cluster.api.as(fieldManager);
      return flags.as === '' ? api : guardedApi(api, flags.as, (request) => isAllowed(context, questionOf(request)));
    },
    connect,
    discover: () => (discovery ??= createDiscovery(context.apiAs(manager))),
    readConfig: getConfig,
    isNamespaceGiven: flags.namespace !== '',
    out: (text) => process.out(text),
    err: (text) => process.err(text),
    warn: (text) => {
      warnings += 1;
      // k8s: client-go prints a warning once.
      if (warned.has(text)) return;
      warned.add(text);
      process.err(`${warningWord(process)} ${text}\n`);
    },
    unixNow: () => process.kernel.unixNow(),
    usageError: (text) => new KubectlError(`${text}\nSee '${path} -h' for help and examples`),
  });
  return { context, warningCount: () => (flags['warnings-as-errors'] ? warnings : 0) };
}

/** k8s: clientcmd ParseTimeout */
function checkTimeout(text: string): void {
  if (/^\d+$/.test(text) || parseGoDuration(text) !== undefined) return;
  throw new KubectlError('Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)');
}

type Latecomers = Pick<KubectlContext, 'api' | 'discovery' | 'config' | 'namespace'>;

interface Makers {
  readonly manager: string;
  readonly discover: () => Discovery;
  readonly readConfig: () => Kubeconfig;
}

/** Completes a context by what is only looked for when a subcommand asks. */
const withLatecomers = sharedGetters<Omit<KubectlContext, keyof Latecomers> & Makers, Latecomers>({
  api: ({ apiAs, manager }) => apiAs(manager),
  discovery: ({ discover }) => discover(),
  config: ({ readConfig }) => readConfig(),
  namespace: ({ readConfig }) => {
    readConfig().check();
    return readConfig().namespace;
  },
});

function warningWord(process: Process): string {
  const isPlain = !process.stderr.isTty() || process.env.has('NO_COLOR') || process.env.get('TERM') === 'dumb';
  return isPlain ? 'Warning:' : '\u001b[33;1mWarning:\u001b[0m';
}
