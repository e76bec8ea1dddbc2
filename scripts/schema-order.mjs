// The order in which Go's structs have their fields: that of JSON that kubectl and the server write from typed objects.
// It is read out of src/cli/apiserver/protobuf/messages.ts, which scripts/generate-protobuf.mjs makes from kubectl itself.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const text = readFileSync(fileURLToPath(new URL('../src/cli/apiserver/protobuf/messages.ts', import.meta.url)), 'utf8');
const messages = [...text.matchAll(/^ {2}"([^"]+)": "([^"]*)",$/gm)].map(([, key, fields]) => ({
  key,
  name: key.slice(key.indexOf('.') + 1),
  fields: fields.split(',').map((field) => ({ name: field.split(' ')[1], type: /=(.*)$/.exec(field)?.[1] })),
}));

/** Field names of a definition as its Go struct has them; names that are in no struct come last, in the order of the alphabet. */
export function inGoOrder(definition, names) {
  const name = definition.slice(definition.indexOf('.') + 1);
  const shared = ({ fields }) => fields.filter((field) => names.includes(field.name)).length;
  const known = messages.filter((message) => message.name === name).sort((a, b) => shared(b) - shared(a))[0];
  const fields = known === undefined ? [] : flattened(known, names);
  const isKind = names.includes('apiVersion') && names.includes('kind') && (names.includes('metadata') || known === undefined);
  const order = isKind ? ['kind', 'apiVersion', 'metadata', ...fields] : fields;
  const rank = (field) => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** A struct that is embedded has its fields in the place of its own name. */
function flattened({ fields }, names) {
  return fields.flatMap(({ name, type }) => {
    const embedded = names.includes(name) ? undefined : messages.find(({ key }) => key === type);
    return embedded === undefined ? [name] : flattened(embedded, names);
  });
}
