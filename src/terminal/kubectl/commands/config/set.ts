import { encodeBase64 } from '#engine/core/base64.ts';
import { base64FaultAt } from '#engine/api/base64.ts';
import { boolFlag } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { isRecord, textAt, type JsonRecord } from '../../printers/values.ts';
import { refuseArguments } from './arguments.ts';
import { writeConfig } from './file.ts';

/** k8s: kubectl config set */
export const configSet = defineKubectl({
  path: ['config', 'set'],
  usage: 'PROPERTY_NAME PROPERTY_VALUE',
  short: 'Set an individual value in a kubeconfig file',
  long: 'Set an individual value in a kubeconfig file.\n\n PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a map key.  Map keys may not contain dots.\n\n PROPERTY_VALUE is the new value you want to set. Binary fields such as \'certificate-authority-data\' expect a base64 encoded string unless the --set-raw-bytes flag is used.\n\n Specifying an attribute name that already exists will merge new fields on top of existing values.',
  examples: `# Set the server of a cluster
kubectl config set clusters.kubernetes.server https://1.2.3.4`,
  flags: { 'set-raw-bytes': boolFlag('When writing a []byte PROPERTY_VALUE, write the given string directly without base64 decoding.') },
  *run(context) {
    const [property, value, ...more] = context.args;
    if (property === undefined || value === undefined || more.length > 0) return yield* refuseArguments(context);
    writeConfig(context, change(context.config.content, property, typedValue(property, value, context.flags['set-raw-bytes'])));
    context.out(`Property "${property}" set.\n`);
  },
});

/** k8s: kubectl config unset */
export const configUnset = defineKubectl({
  path: ['config', 'unset'],
  usage: 'PROPERTY_NAME',
  short: 'Unset an individual value in a kubeconfig file',
  long: 'Unset an individual value in a kubeconfig file.\n\n PROPERTY_NAME is a dot delimited name where each token represents either an attribute name or a map key.  Map keys may not contain dots.',
  examples: `# Unset the current-context
kubectl config unset current-context`,
  flags: {},
  *run(context) {
    const [property, ...more] = context.args;
    if (property === undefined || more.length > 0) return yield* refuseArguments(context);
    writeConfig(context, change(context.config.content, property, undefined));
    context.out(`Property "${property}" unset.\n`);
  },
});

const TRUE_WORDS = /^(1|t|T|TRUE|true|True)$/;
const FALSE_WORDS = /^(0|f|F|FALSE|false|False)$/;

/** Some fields hold bytes, some a truth value. */
function typedValue(property: string, value: string, isRaw: boolean): string | boolean {
  if (property.endsWith('-data')) {
    if (isRaw) return encodeBase64(value);
    const fault = base64FaultAt(value);
    if (fault !== undefined) throw new KubectlError(`error decoding input value: illegal base64 data at input byte ${fault}`);
    return value;
  }
  if (!/\.(insecure-skip-tls-verify|disable-compression)$/.test(property)) return value;
  if (!TRUE_WORDS.test(value) && !FALSE_WORDS.test(value)) throw new KubectlError(`strconv.ParseBool: parsing "${value}": invalid syntax`);
  return TRUE_WORDS.test(value);
}

const LISTS: Readonly<Record<string, string>> = { clusters: 'cluster', contexts: 'context', users: 'user' };

/** `current-context`, or `LIST.NAME[.FIELD]`. */
function change(content: JsonRecord, property: string, value: string | boolean | undefined): JsonRecord {
  const [list = '', ...rest] = property.split('.');
  const key = LISTS[list];
  if (key === undefined) {
    if (rest.length > 0 || list !== 'current-context') throw new KubectlError(`unable to parse ${property} after [] at api.Config`);
    return { ...content, [list]: value ?? '' };
  }
  const field = value === undefined && rest.length === 1 ? undefined : rest.at(-1);
  const name = (field === undefined ? rest : rest.slice(0, -1)).join('.');
  const entries = Array.isArray(content[list]) ? (content[list] as readonly JsonRecord[]) : [];
  const isMeant = (entry: JsonRecord) => textAt(entry, 'name') === name;
  if (field === undefined) return { ...content, [list]: entries.filter((entry) => !isMeant(entry)) };
  const known = entries.some(isMeant) ? entries : [...entries, { [key]: {}, name }];
  return { ...content, [list]: known.map((entry) => (isMeant(entry) ? { ...entry, [key]: withField(entry[key], field, value) } : entry)) };
}

function withField(body: unknown, field: string, value: string | boolean | undefined): JsonRecord {
  const { [field]: _, ...rest } = isRecord(body) ? body : {};
  return value === undefined ? rest : { ...rest, [field]: value };
}
