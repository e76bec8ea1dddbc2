import { isApiError } from '#engine/api/errors.ts';
import { formatRfc3339 } from '#engine/core/time.ts';
import { utf8Bytes } from '#engine/core/utf8.ts';
import type { HttpRequest, HttpResponse, Listener } from '#engine/machine/host.ts';
import { forever } from '../../process/waits.ts';
import { boolFlag, durationFlag, intFlag, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { formatJson } from '../printers/json.ts';
import { longTime } from '../printers/describe/layout.ts';
import { rawBody } from '../raw.ts';

const FIRST_RANDOM_PORT = 32_768;
const LAST_RANDOM_PORT = 60_999;

const FLAGS = {
  'accept-hosts': textFlag('Regular expression for hosts that the proxy should accept.', { default: '^localhost$,^127\\.0\\.0\\.1$,^\\[::1\\]$' }),
  'accept-paths': textFlag('Regular expression for paths that the proxy should accept.', { default: '^.*' }),
  address: textFlag('The IP address on which to serve on.', { default: '127.0.0.1' }),
  'api-prefix': textFlag('Prefix to serve the proxied API under.', { default: '/' }),
  'append-server-path': boolFlag('If true, enables automatic path appending of the kube context server path to each request.'),
  'disable-filter': boolFlag('If true, disable request filtering in the proxy. This is dangerous, and can leave you vulnerable to XSRF attacks, when used with an accessible port.'),
  keepalive: durationFlag('keepalive specifies the keep-alive period for an active network connection. Set to 0 to disable keepalive.', 0),
  port: intFlag('The port on which to run the proxy. Set to 0 to pick a random port.', 8001, { short: 'p' }),
  'reject-methods': textFlag('Regular expression for HTTP methods that the proxy should reject (example --reject-methods=\'POST,PUT,PATCH\').', { default: '^$' }),
  'reject-paths': textFlag('Regular expression for paths that the proxy should reject. Paths specified here will be rejected even accepted by --accept-paths.', { default: '^/api/.*/pods/.*/exec,^/api/.*/pods/.*/attach' }),
  'unix-socket': textFlag('Unix socket on which to run the proxy.', { short: 'u' }),
  www: textFlag('Also serve static files from the given directory under the specified prefix.', { short: 'w' }),
  'www-prefix': textFlag('Prefix to serve static files under, if static file directory is specified.', { short: 'P', default: '/static/' }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl proxy. simplified: it passes on what is read; writes are refused, and no files are served. */
export const proxy = defineKubectl({
  path: ['proxy'],
  usage: '[--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix]',
  short: 'Run a proxy to the Kubernetes API server',
  long: 'Creates a proxy server or application-level gateway between localhost and the Kubernetes API server. It also allows serving static content over specified HTTP path. All incoming data enters through one port and gets forwarded to the remote Kubernetes API server port, except for the path matching the static content path.',
  examples: `# Reach the whole API at http://localhost:8001/
kubectl proxy

# The same on another port, in the background
kubectl proxy --port=8011 &`,
  flags: FLAGS,
  *run(context) {
    const { flags, process } = context;
    const { host } = process.machine;
    if (flags.port < 0 || flags.port > 65_535) throw new KubectlError(`listen tcp: address ${flags.port}: invalid port`);
    const port = flags.port === 0 ? context.cluster.sim.random.fork(`proxy ${process.pid} ${process.kernel.now()}`).integer(FIRST_RANDOM_PORT, LAST_RANDOM_PORT) : flags.port;
    if (host.listeners().some((listener) => listener.port === port && listener.protocol === 'TCP')) throw new KubectlError(`listen tcp ${flags.address}:${port}: bind: address already in use`);
    context.connect();
    const close = host.listen?.(gateway(context, port));
    context.out(`Starting to serve on ${flags.address}:${port}\n`);
    try {
      yield forever;
    } finally {
      close?.();
    }
  },
});

const PLAIN = 'text/plain; charset=utf-8';

function gateway(context: Context, port: number): Listener {
  return { port, protocol: 'TCP', speaks: 'http', http: (request) => answer(context, request) };
}

function answer(context: Context, request: HttpRequest): HttpResponse {
  const { flags } = context;
  const prefix = flags['api-prefix'].replace(/\/*$/, '/');
  const response = (status: number, reason: string, type: string, body: string): HttpResponse => ({
    status, reason, body,
    headers: [['Cache-Control', 'no-cache, private'], ['Content-Type', type], ['Date', longTime(formatRfc3339(context.unixNow())).replace('+0000', 'GMT')], ['Content-Length', String(utf8Bytes(body).length)]],
  });
  if (!isAccepted(context, request)) return response(403, 'Forbidden', PLAIN, 'Forbidden\n');
  if (!request.path.startsWith(prefix)) return response(404, 'Not Found', PLAIN, '404 page not found\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') return response(405, 'Method Not Allowed', PLAIN, 'Method Not Allowed\n');
  try {
    return response(200, 'OK', 'application/json', rawBody(context, `/${request.path.slice(prefix.length)}`));
  } catch (error) {
    if (!isApiError(error)) throw error;
    const { status } = error;
    return response(status.code ?? 500, status.code === 404 ? 'Not Found' : (status.reason ?? ''), 'application/json', `${formatJson(status, '  ')}\n`);
  }
}

/** k8s: FilterServer accept */
function isAccepted({ flags }: Context, { method, path, host }: HttpRequest): boolean {
  if (flags['disable-filter']) return true;
  const matches = (patterns: string, text: string) => patterns.split(',').some((pattern) => new RegExp(pattern).test(text));
  const [name = ''] = host.split(/:\d+$/);
  return !matches(flags['reject-paths'], path) && !matches(flags['reject-methods'], method) && matches(flags['accept-paths'], path) && matches(flags['accept-hosts'], name);
}
