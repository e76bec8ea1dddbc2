import { come } from '../../process/waits.ts';
import { boolFlag, FILENAME_FLAGS, OUTPUT_FLAGS } from '../commonFlags.ts';
import { defineKubectl, type KubectlCommand } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { GLOBAL_FLAGS } from '../globalFlags.ts';
import { flagList } from '../flagHelp.ts';
import { helpTexts } from '../help/texts.ts';
import { completionScript } from '../completion/scripts.ts';
import { buildKustomization } from '../kustomize/build.ts';
import { resourceOf } from '../resources/requests.ts';

/** k8s: kubectl options */
export const options = defineKubectl({
  path: ['options'],
  usage: '',
  short: 'Print the list of flags inherited by all commands',
  long: 'Print the list of flags inherited by all commands',
  examples: `# Print flags inherited by all commands
kubectl options`,
  flags: {},
  *run(context) {
    const texts = yield* come(helpTexts);
    const home = context.process.env.get('HOME') ?? '/root';
    context.out(texts?.['options']?.replaceAll('/HOME/', `${home}/`) ?? `The following options can be passed to any command:\n\n${flagList(GLOBAL_FLAGS)}`);
  },
});

/** k8s: kubectl completion */
export const completion = defineKubectl({
  path: ['completion'],
  usage: 'SHELL',
  short: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
  long: "Output shell completion code for the specified shell (bash, zsh, fish, or powershell). The shell code must be evaluated to provide interactive completion of kubectl commands.  This can be done by sourcing it from the .bash_profile.\n\n Detailed instructions on how to do this are available here:\n\n        for macOS:\n        https://kubernetes.io/docs/tasks/tools/install-kubectl-macos/#enable-shell-autocompletion\n        \n        for linux:\n        https://kubernetes.io/docs/tasks/tools/install-kubectl-linux/#enable-shell-autocompletion\n        \n        for windows:\n        https://kubernetes.io/docs/tasks/tools/install-kubectl-windows/#enable-shell-autocompletion\n        \n Note for zsh users: [1] zsh completions are only supported in versions of zsh >= 5.2.",
  examples: `# Load the completion code for bash into the current shell
source <(kubectl completion bash)`,
  flags: {},
  run: (context) => {
    const [shell, ...more] = context.args;
    if (shell === undefined) throw context.usageError('Shell not specified.');
    if (more.length > 0) throw context.usageError('Too many arguments. Expected only the shell type.');
    const script = completionScript(shell);
    if (script === undefined) throw context.usageError(`Unsupported shell type "${shell}".`);
    context.out(script);
  },
});

function defineCertificate(verb: 'approve' | 'deny', short: string): KubectlCommand {
  return defineKubectl({
    path: ['certificate', verb],
    usage: '(-f FILENAME | NAME)',
    short,
    long: `${short}.`,
    examples: `# ${short}\nkubectl certificate ${verb} csr-sqgzp`,
    flags: { ...FILENAME_FLAGS('identifying the resource to update'), force: boolFlag('Update the CSR even if it is already approved.'), ...OUTPUT_FLAGS },
    run: (context) => {
      if (context.args.length === 0 && context.flags.filename.length === 0) throw new KubectlError('one or more CSRs must be specified as <name> or -f <filename>');
      // simplified: this cluster keeps no signing requests, so none is ever found.
      resourceOf('certificatesigningrequests', context.discovery);
      throw new KubectlError(`Error from server (NotFound): certificatesigningrequests.certificates.k8s.io "${context.args[0] ?? ''}" not found`, { bare: true });
    },
  });
}

/** k8s: kubectl certificate approve */
export const certificateApprove = defineCertificate('approve', 'Approve a certificate signing request');
/** k8s: kubectl certificate deny */
export const certificateDeny = defineCertificate('deny', 'Deny a certificate signing request');

/** k8s: kubectl plugin list */
export const pluginList = defineKubectl({
  path: ['plugin', 'list'],
  usage: '',
  short: 'List all visible plugin executables on a user\'s PATH',
  long: 'List all available plugin files on a user\'s PATH. To see plugins binary names without the full path use --name-only flag.\n\n Available plugin files are those that are: - executable - anywhere on the user\'s PATH - begin with "kubectl-"',
  examples: `# List all available plugins
kubectl plugin list`,
  flags: { 'name-only': boolFlag('If true, display only the binary name of each plugin, rather than its full path') },
  run: (context) => {
    const { machine, env } = context.process;
    const found = (env.get('PATH') ?? '').split(':').filter((directory) => machine.files.exists(directory) && machine.files.isDirectory(directory)).flatMap((directory) => machine.files.list(directory).filter((name) => name.startsWith('kubectl-')).map((name) => `${directory}/${name}`));
    if (found.length === 0) throw new KubectlError("unable to find any kubectl plugins in your PATH");
    context.out(`The following compatible plugins are available:\n\n${found.map((path) => `${context.flags['name-only'] ? path.slice(path.lastIndexOf('/') + 1) : path}\n`).join('')}`);
  },
});

/** k8s: kubectl kustomize */
export const kustomize = defineKubectl({
  path: ['kustomize'],
  usage: 'DIR',
  short: 'Build a kustomization target from a directory or URL',
  long: "Build a set of KRM resources using a 'kustomization.yaml' file. The DIR argument must be a path to a directory containing 'kustomization.yaml', or a git repository URL with a path suffix specifying same with respect to the repository root. If DIR is omitted, '.' is assumed.",
  examples: `# Build the current working directory
kubectl kustomize

# Build a directory
kubectl kustomize overlays/production`,
  flags: {},
  run: (context) => {
    if (context.args.length > 1) throw new KubectlError('specify one path to kustomization.yaml');
    context.out(buildKustomization(context, context.args[0] ?? '.'));
  },
});
