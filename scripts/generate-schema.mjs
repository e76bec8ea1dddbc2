// Writes src/engine/kinds/schema/definitions.ts and descriptions.json from the types of @kubernetes/client-node.
// Run it after changing a table of schema-facts.mjs or schema-texts.mjs; the results are committed:
//   npm pack kubernetes-types@1.30.0 && tar xzf kubernetes-types-1.30.0.tgz
//   node scripts/generate-schema.mjs package
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { enumsOf, fieldsNewerThanReference, goTypes, jsonTags, listKeys, olderFields, roots } from './schema-facts.mjs';
import { inGoOrder } from './schema-order.mjs';
import { DESCRIBED_SCALARS, enumText, mergedText, readOlderTexts } from './schema-texts.mjs';

const olderTypes = process.argv[2];
if (olderTypes === undefined)
  throw new Error('give the folder of the unpacked package kubernetes-types@1.30.0 (see the head of this file)');
const olderTexts = readOlderTexts(olderTypes);

const root = fileURLToPath(new URL('..', import.meta.url));
const models = `${root}node_modules/@kubernetes/client-node/dist/gen/models/`;
const target = `${root}src/engine/kinds/schema/`;

/** `V1PodSpec` is PodSpec; two definitions that share a name keep their group's prefix. */
function nameOf(className) {
  const renamed = { DiscoveryV1EndpointPort: 'discovery.EndpointPort' }[className];
  return renamed ?? className.replace(/^(Core|Rbac|Storage|Discovery)?V\d(alpha\d|beta\d)?/, '');
}

const readModel = (className) => ({
  types: readFileSync(`${models}${className}.d.ts`, 'utf8'),
  code: readFileSync(`${models}${className}.js`, 'utf8'),
});

/** Which fields a class has, in the order of the alphabet, with what the type file says of each. */
function fieldsOf(className) {
  const { types, code } = readModel(className);
  const attributes = code.matchAll(/"name": "(\w+)",\s+"baseName": "([^"]+)",\s+"type": "([^"]+)",\s+"format": "([^"]*)"/g);
  return [...attributes].map(([, name, baseName, type, format]) => {
    const declared = new RegExp(`(?:/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s+)?'${name}'(\\??):`).exec(types);
    return { name: baseName, type, format, optional: declared?.[2] === '?', description: textOf(declared?.[1]) };
  });
}

function textOf(comment) {
  if (comment === undefined) return '';
  return comment
    .replace(/^\s*\*/gm, '')
    .trim()
    .replace(/\\(['"])/g, '$1');
}

function classDescription(className) {
  const { types } = readModel(className);
  return textOf(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+export declare class/.exec(types)?.[1]);
}

const SCALARS = { string: 's', boolean: 'b', any: 'a', Date: 't', V1MicroTime: 'u', IntOrString: 'x' };

/** One letter for a scalar, `[` and `{` before the type of a list's and a map's values, the name of a definition. */
function typeCode(definition, field, type, format) {
  const list = /^(?:Array|Set)<(.*)>$/.exec(type);
  if (list) return `[${typeCode(definition, field, list[1], format)}`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) return `{${typeCode(definition, field, map[1], format)}`;
  if (isQuantity(definition, field)) return 'q';
  if (type === 'string' && format === 'byte') return 'y';
  if (type === 'number') return format === 'double' ? 'f' : format === 'int32' ? 'i' : 'l';
  return SCALARS[type] ?? nameOf(type);
}

const QUANTITY_FIELDS = new Set([
  'ResourceRequirements.limits',
  'ResourceRequirements.requests',
  'VolumeResourceRequirements.limits',
  'VolumeResourceRequirements.requests',
  'EmptyDirVolumeSource.sizeLimit',
  'ResourceFieldSelector.divisor',
  'PodSpec.overhead',
  'PersistentVolumeSpec.capacity',
  'PersistentVolumeClaimStatus.capacity',
  'PersistentVolumeClaimStatus.allocatedResources',
  'NodeStatus.capacity',
  'NodeStatus.allocatable',
  'ContainerStatus.allocatedResources',
  'PodStatus.allocatedResources',
  'ResourceQuotaSpec.hard',
  'ResourceQuotaStatus.hard',
  'ResourceQuotaStatus.used',
  'LimitRangeItem.max',
  'LimitRangeItem.min',
  'LimitRangeItem.default',
  'LimitRangeItem.defaultRequest',
  'LimitRangeItem.maxLimitRequestRatio',
  'MetricTarget.averageValue',
  'MetricTarget.value',
  'MetricValueStatus.averageValue',
  'MetricValueStatus.value',
  'HPAScalingRules.tolerance',
]);
const isQuantity = (definition, field) => QUANTITY_FIELDS.has(`${definition}.${field}`);

/** `name type marks`: `!` required, `*` kept when zero, `=E` an enum or Go type, `@keys` how a list merges. */
function fieldCode(definition, field) {
  const path = `${definition}.${field.name}`;
  const marks = [
    field.optional ? '' : '!',
    jsonTags.keepsZero(path) ? '*' : '',
    goTypes[path] === undefined ? '' : `=${goTypes[path]}`,
    listKeys[path] === undefined ? '' : `@${listKeys[path]}`,
  ];
  return `${field.name} ${typeCode(definition, field.name, field.type, field.format)}${marks.join('')}`;
}

const definitions = {};
const descriptions = {};

function visit(className) {
  const name = nameOf(className);
  if (definitions[name] !== undefined) return;
  definitions[name] = '';
  const fields = [
    ...fieldsOf(className).filter((field) => !fieldsNewerThanReference.has(`${name}.${field.name}`)),
    ...(olderFields[name] ?? []),
  ];
  fields.sort((a, b) => (a.name < b.name ? -1 : 1));
  const order = inGoOrder(name, fields.map((field) => field.name));
  definitions[name] = order.map((field) => fieldCode(name, fields.find((each) => each.name === field))).join(',');
  const texts = [{ name: '', description: classDescription(className) }, ...fields].map((field) => [field.name, describe(name, field)]);
  descriptions[name] = Object.fromEntries(texts.filter(([, text]) => text !== ''));
  for (const field of fields)
    for (const [used] of field.type.matchAll(/\b(?:Core|Rbac|Storage|Discovery)?V\d\w+/g)) if (used !== 'V1MicroTime') visit(used);
}

function describe(definition, { name, description }) {
  return mergedText(description, olderTexts[definition]?.[name]) + (name === '' ? '' : enumText(`${definition}.${name}`));
}

for (const className of roots) visit(className);

const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
const lines = Object.entries(sorted(definitions)).map(([name, fields]) => `  ${JSON.stringify(name)}: ${JSON.stringify(fields)},`);
const enums = Object.entries(enumsOf).map(([name, values]) => `  ${name}: ${JSON.stringify(values.join(' '))},`);
writeFileSync(
  `${target}definitions.ts`,
  `// Generated by scripts/generate-schema.mjs from the types of @kubernetes/client-node; do not edit.

/** Definition name to its fields; ../schemaOf.ts reads the notation. */
export const definitions: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

/** The values of each enumerated Go type. */
export const enumValues: Readonly<Record<string, string>> = {
${enums.join('\n')}
};
`,
);
for (const name of DESCRIBED_SCALARS) descriptions[name] = olderTexts[name];
writeFileSync(`${target}descriptions.json`, `${JSON.stringify(sorted(descriptions))}\n`);
