import { KubectlError } from '../../errors.ts';
import { arrayFlag, durationFlag, OUTPUT_FLAGS, textFlag } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { tokenFor } from '../../auth/token.ts';
import { createPrinter } from '../../printers/outputFormat.ts';
import { formatRfc3339 } from '#engine/core/time.ts';

/** k8s: kubectl create token */
export const createToken = defineKubectl({
  path: ['create', 'token'],
  usage: 'SERVICE_ACCOUNT_NAME',
  short: 'Request a service account token',
  long: 'Request a service account token.',
  examples: `# Request a token to authenticate to the kube-apiserver as the service account "robot"
kubectl create token robot`,
  flags: {
    ...OUTPUT_FLAGS,
    audience: arrayFlag('Audience of the requested token. If unset, defaults to requesting a token for use with the Kubernetes API server. May be repeated to request a token valid for multiple audiences.'),
    'bound-object-kind': textFlag('Kind of an object to bind the token to. Supported kinds are Node, Pod, Secret. If set, --bound-object-name must be provided.'),
    'bound-object-name': textFlag('Name of an object to bind the token to. The token will expire when the object is deleted. Requires --bound-object-kind.'),
    'bound-object-uid': textFlag('UID of an object to bind the token to. Requires --bound-object-kind and --bound-object-name. If unset, the UID of the existing object is used.'),
    duration: durationFlag('Requested lifetime of the issued token. If not set or if set to 0, the lifetime will be determined by the server automatically. The server may return a token with a longer or shorter lifetime.', 0),
  },
  run: (context) => {
    const [name, ...more] = context.args;
    if (name === undefined || more.length > 0) throw context.usageError(`exactly one NAME is required, got ${context.args.length}`);
    checkFlags(context.flags);
    const account = context.api.get('ServiceAccount', context.namespace, name);
    if (account === undefined) throw new KubectlError(`failed to create token: serviceaccounts "${name}" not found`);
    const expiresAtMs = context.unixNow() + (context.flags.duration === 0 ? 3_600_000 : context.flags.duration);
    const token = tokenFor(context.namespace, name, account.metadata.uid, Math.floor(expiresAtMs / 1000));
    const printer = createPrinter(context, context.flags, { forGet: false });
    if (printer === undefined) context.out(`${token}\n`);
    else context.out(printer.print({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', metadata: { name, namespace: context.namespace }, spec: { audiences: ['https://kubernetes.default.svc.cluster.local'], expirationSeconds: Math.round((expiresAtMs - context.unixNow()) / 1000) }, status: { expirationTimestamp: formatRfc3339(expiresAtMs), token } }));
  },
});

interface TokenFlags {
  readonly 'bound-object-kind': string;
  readonly 'bound-object-name': string;
  readonly 'bound-object-uid': string;
  readonly duration: number;
}

/** k8s: create token Validate */
function checkFlags(flags: TokenFlags): void {
  const { 'bound-object-kind': kind, 'bound-object-name': name, 'bound-object-uid': uid, duration } = flags;
  if (duration < 0) throw new KubectlError('--duration must be greater than or equal to 0');
  if (kind === '' && name !== '') throw new KubectlError('--bound-object-name can only be set if --bound-object-kind is provided');
  if (kind === '' && uid !== '') throw new KubectlError('--bound-object-uid can only be set if --bound-object-kind is provided');
  if (kind === '') return;
  if (!['Node', 'Pod', 'Secret'].includes(kind)) throw new KubectlError('supported --bound-object-kind values are Node, Pod, Secret');
  if (name === '') throw new KubectlError('--bound-object-name is required if --bound-object-kind is provided');
}
