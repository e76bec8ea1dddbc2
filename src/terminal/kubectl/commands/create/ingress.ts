import { KubectlError } from '../../errors.ts';
import { arrayFlag, textFlag } from '../../flags.ts';
import type { JsonRecord } from '../../printers/values.ts';
import { defineGenerator } from './generator.ts';

/** k8s: kubectl create ingress */
export const createIngress = defineGenerator({
  path: ['create', 'ingress'],
  aliases: ['ing'],
  usage: 'NAME --rule=host/path=service:port[,tls[=secret]] ',
  short: 'Create an ingress with the specified name',
  long: 'Create an ingress with the specified name.',
  examples: `# Send a host's requests to a service
kubectl create ingress web --class=default --rule="foo.com/bar=svc1:8080,tls=my-cert"`,
  flags: {
    annotation: arrayFlag('Annotation to insert in the ingress object, in the format annotation=value'),
    class: textFlag('Ingress Class to be used'),
    'default-backend': textFlag('Default service for backend, in format of svcname:port'),
    rule: arrayFlag('Rule in format host/path=service:port[,tls=secretname]. Paths containing the leading character \'*\' are considered pathType=Prefix. tls argument is optional.'),
  },
  failure: 'failed to create ingress:',
  build: ({ name, flags }) => {
    if (flags['default-backend'] === '' && flags.rule.length === 0) throw new KubectlError('not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)');
    const rules = flags.rule.map(ruleOf);
    const tls = rules.flatMap((rule) => rule.tls);
    const wrong = flags.annotation.find((text) => !text.includes('='));
    if (wrong !== undefined) throw new KubectlError(`annotation ${wrong} is invalid and should be in format key=[value]`);
    if (flags['default-backend'] !== '' && !/^[^:]+:[^:]+$/.test(flags['default-backend'])) throw new KubectlError('default-backend should be in format servicename:serviceport');
    const annotations = Object.fromEntries(flags.annotation.map((text) => [text.split('=')[0] ?? '', text.slice(text.indexOf('=') + 1)]));
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...(flags.annotation.length === 0 ? {} : { annotations }), name },
      spec: {
        ...(flags.class === '' ? {} : { ingressClassName: flags.class }),
        ...(flags['default-backend'] === '' ? {} : { defaultBackend: { service: backendOf(flags['default-backend']) } }),
        ...(rules.length === 0 ? {} : { rules: byHost(rules) }),
        ...(tls.length === 0 ? {} : { tls }),
      },
      status: { loadBalancer: {} },
    };
  },
});

function backendOf(text: string): JsonRecord {
  const [name = '', port = ''] = text.split(':');
  if (name === '' || port === '') throw new KubectlError(`${text} is invalid and should be in format svcname:port`);
  return { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } };
}

interface ReadRule {
  readonly host: string;
  readonly path: JsonRecord;
  readonly tls: readonly JsonRecord[];
}

/** Paths of one host stand together. */
function byHost(rules: readonly ReadRule[]): readonly JsonRecord[] {
  return [...new Set(rules.map(({ host }) => host))].map((host) => ({
    ...(host === '' ? {} : { host }),
    http: { paths: rules.filter((rule) => rule.host === host).map(({ path }) => path) },
  }));
}

function ruleOf(text: string): ReadRule {
  const match = /^([^/]*)(\/[^=]*)=([^:,]+:[^,]+)(?:,(tls)(?:=(.+))?)?$/.exec(text);
  if (match === null) throw new KubectlError(`rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`);
  const [, host = '', path = '/', backend = '', tls, secret] = match;
  const isPrefix = path.endsWith('*');
  return {
    host,
    path: { backend: { service: backendOf(backend) }, path: isPrefix ? path.slice(0, -1) : path, pathType: isPrefix ? 'Prefix' : 'Exact' },
    tls: tls === undefined ? [] : [{ ...(host === '' ? {} : { hosts: [host] }), ...(secret === undefined ? {} : { secretName: secret }) }],
  };
}
