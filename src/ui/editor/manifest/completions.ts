import { kinds } from '#engine/kinds/index.ts';
import { apiVersionOf } from '#engine/kinds/kind.ts';
import type { SchemaNode } from '#engine/kinds/schema.ts';
import { ITEM, placeAt } from './placeAt.ts';
import type { PlaceInYaml, Step } from './placeAt.ts';

/** Where the description of a field lies: a definition of the schema, and the field's name in it. */
export interface Described {
  readonly definition: string;
  readonly field: string;
}

export interface Offer {
  readonly label: string;
  /** What is put in its place, the colon and what begins under it included. */
  readonly insert: string;
  /** `<integer>`, as `kubectl explain` writes types. */
  readonly detail: string;
  readonly isRequired: boolean;
  readonly described: Described | undefined;
}

export interface Offers {
  readonly from: number;
  readonly offers: readonly Offer[];
}

/** The names of the objects of a kind that are there. */
export type NamesOf = (kind: string) => readonly string[];

/** What may stand at a position: names of fields that are not there yet, or values of the one that is. */
export function completionsAt(text: string, position: number, namesOf: NamesOf = () => []): Offers | undefined {
  const place = placeAt(text, position);
  if (place === undefined) return undefined;
  if (place.value !== undefined) return { from: place.value.from, offers: valueOffers(place, namesOf) };
  const schema = schemaOfParents(place);
  if (schema?.type !== 'object') return place.parents.length === 0 ? { from: place.keyFrom, offers: headOffers(place) } : undefined;
  const offers = Object.entries(schema.fields)
    .filter(([name]) => !place.siblings.has(name))
    .map(([name, field]) => fieldOffer(name, field, place.column, { isRequired: schema.required?.includes(name) === true, definition: schema.definition }));
  return { from: place.keyFrom, offers: offers.sort((a, b) => Number(b.isRequired) - Number(a.isRequired)) };
}

/** The description of the field whose name stands at a position, and where the name ends. */
export function fieldAt(text: string, position: number): { readonly from: number; readonly to: number; readonly path: string; readonly type: string; readonly described: Described } | undefined {
  const place = placeAt(text, position);
  if (place === undefined || place.value !== undefined) return undefined;
  const name = /^[\w./-]+(?=["']?\s*:)/.exec(text.slice(place.keyFrom))?.[0];
  const schema = schemaOfParents(place);
  const field = name === undefined || schema?.type !== 'object' ? undefined : schema.fields[name];
  if (name === undefined || field === undefined || schema?.type !== 'object' || schema.definition === undefined) return undefined;
  const path = [...place.parents, name].filter((step) => step !== ITEM).join('.');
  return { from: place.keyFrom, to: place.keyFrom + name.length, path, type: typeText(field), described: { definition: schema.definition, field: name } };
}

function schemaOfParents({ kind, apiVersion, parents }: PlaceInYaml): SchemaNode | undefined {
  const found = kinds.find((each) => each.kind === kind && (apiVersion === undefined || apiVersionOf(each) === apiVersion)) ?? kinds.find((each) => each.kind === kind);
  return found === undefined ? undefined : follow(found.schema, parents);
}

function follow(schema: SchemaNode, path: readonly Step[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = schema;
  for (const step of path) {
    if (node?.type === 'list' && step === ITEM) node = node.items;
    else if (node?.type === 'map') node = node.values;
    else if (node?.type === 'object' && Object.hasOwn(node.fields, step)) node = node.fields[step];
    else return undefined;
  }
  return node;
}

/** A document that does not say what it is can only say that. */
function headOffers({ siblings }: PlaceInYaml): readonly Offer[] {
  const plain = (label: string, insert: string): Offer => ({ label, insert, detail: '<string>', isRequired: true, described: undefined });
  return [plain('apiVersion', 'apiVersion: '), plain('kind', 'kind: ')].filter(({ label }) => !siblings.has(label));
}

function fieldOffer(name: string, field: SchemaNode, column: number, { isRequired, definition }: { readonly isRequired: boolean; readonly definition: string | undefined }): Offer {
  return {
    label: name,
    insert: `${name}:${openingOf(field, column)}`,
    detail: typeText(field),
    isRequired,
    described: definition === undefined ? undefined : { definition, field: name },
  };
}

/** What comes right behind the colon: a place for the value, one level in for what has parts. */
function openingOf(field: SchemaNode, column: number): string {
  if (field.type === 'object' || field.type === 'map') return `\n${' '.repeat(column + 2)}`;
  return field.type === 'list' ? `\n${' '.repeat(column)}- ` : ' ';
}

/** Fields that name another object, and what kind that is of; `parent.name` where the name alone does not tell. */
const REFERENCES: Readonly<Record<string, string>> = {
  serviceName: 'Service',
  storageClassName: 'StorageClass',
  claimName: 'PersistentVolumeClaim',
  volumeName: 'PersistentVolume',
  serviceAccountName: 'ServiceAccount',
  priorityClassName: 'PriorityClass',
  nodeName: 'Node',
  secretName: 'Secret',
  namespace: 'Namespace',
  'configMap.name': 'ConfigMap',
  'configMapRef.name': 'ConfigMap',
  'configMapKeyRef.name': 'ConfigMap',
  'secretRef.name': 'Secret',
  'secretKeyRef.name': 'Secret',
};

function valueOffers(place: PlaceInYaml, namesOf: NamesOf): readonly Offer[] {
  if (place.parents.length === 0 && place.key === 'kind') return kindOffers(place.apiVersion);
  if (place.parents.length === 0 && place.key === 'apiVersion') return versionOffers(place.kind);
  const parent = schemaOfParents(place);
  const field = parent?.type === 'object' ? parent.fields[place.key] : undefined;
  const referred = REFERENCES[place.key] ?? REFERENCES[`${place.parents.at(-1) ?? ''}.${place.key}`];
  if (referred !== undefined && field?.type === 'string') return [...new Set(namesOf(referred))].map((name) => valueOffer(name, referred));
  const values = field?.type === 'boolean' ? ['true', 'false'] : field !== undefined && 'enum' in field ? (field.enum ?? []) : [];
  return values.map((value) => valueOffer(value, typeText(field)));
}

function valueOffer(label: string, detail: string): Offer {
  return { label, insert: label, detail, isRequired: false, described: undefined };
}

function kindOffers(apiVersion: string | undefined): readonly Offer[] {
  const fitting = kinds.filter((kind) => apiVersionOf(kind) === apiVersion);
  return (fitting.length === 0 ? kinds : fitting).map((kind) => ({ ...valueOffer(kind.kind, apiVersionOf(kind)), described: { definition: kind.kind, field: '' } }));
}

function versionOffers(kind: string | undefined): readonly Offer[] {
  const fitting = kinds.filter((each) => each.kind === kind);
  return [...new Set((fitting.length === 0 ? kinds : fitting).map(apiVersionOf))].map((version) => valueOffer(version, ''));
}

/** The type of a field as `kubectl explain` writes it. */
function typeText(field: SchemaNode | undefined): string {
  return field === undefined ? '' : `<${innerText(field)}>`;
}

function innerText(field: SchemaNode): string {
  switch (field.type) {
    case 'object':
      return field.name ?? 'Object';
    case 'list':
      return `[]${innerText(field.items)}`;
    case 'map':
      return `map[string]${innerText(field.values)}`;
    case 'quantity':
      return 'Quantity';
    case 'intOrString':
      return 'IntOrString';
    case 'time':
    case 'microTime':
      return 'Time';
    default:
      return field.type;
  }
}
