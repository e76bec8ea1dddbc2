import { withField } from './copyOnWrite.ts';
import type { Column, FieldError, Kind, StrategyContext } from './kind.ts';
import { validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { dnsSubdomain, type NameRule } from './names.ts';
import type { KubeObject, ObjectMeta } from './object.ts';
import type { SchemaNode } from './schema.ts';
import { schemaOf } from './schemaOf.ts';
import { semanticallyEqual } from './semanticallyEqual.ts';
import { ageColumn, nameColumn } from './columns.ts';

/** What a kind has to say about itself; the rest follows from the habits of the API server. */
export interface KindDefinition<T extends KubeObject> {
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  /** Default true. */
  readonly namespaced?: boolean;
  readonly categories?: readonly string[];
  readonly hasStatus?: boolean;
  readonly hasScale?: boolean;
  /** The status of a new object; `sent` where the creator may bring one along. Default empty. */
  readonly newStatus?: (T extends { readonly status: infer S } ? S : never) | 'sent';
  /** Does the server count generations, and which part counts? `spec` where nothing is said. */
  readonly generation?: 'spec' | 'none' | ((object: T) => unknown);
  readonly nameRule?: NameRule;
  readonly defaults?: (object: T, context: StrategyContext) => T;
  /** Drops and sets what a client may not decide, besides status and generation. */
  readonly prepareForCreate?: (object: T, context: StrategyContext) => T;
  readonly prepareForUpdate?: (next: T, old: T, context: StrategyContext) => T;
  /** All rules but those of the metadata. */
  readonly validate?: (object: T, context: StrategyContext) => readonly FieldError[];
  /** Default: `validate` of the new object. Metadata is always looked at. */
  readonly validateUpdate?: (next: T, old: T, context: StrategyContext) => readonly FieldError[];
  readonly validateStatusUpdate?: (next: T, old: T, context: StrategyContext) => readonly FieldError[];
  readonly validateEphemeralUpdate?: (next: T, old: T) => readonly FieldError[];
  readonly warnings?: (next: T, old: T | undefined) => readonly string[];
  /** Default NAME and AGE. */
  readonly columns?: readonly Column<T>[];
  readonly selectableFields?: Readonly<Record<string, (object: T) => string>>;
}

type WithParts = KubeObject & { readonly spec?: unknown; readonly status?: unknown };

/** Completes a definition to the {@link Kind} that the API server and kubectl work with. */
export function defineKind<T extends KubeObject>(definition: KindDefinition<T>): Kind<T> {
  const { namespaced = true, hasStatus = false, nameRule = dnsSubdomain } = definition;
  const countedPart = countedPartOf(definition);
  const schema = schemaOf(definition.kind);
  const withSpec = specFiller<T>(schema);
  const ownDefaults = definition.defaults ?? ((object: T) => object);
  const defaults = (object: T, context: StrategyContext) => ownDefaults(withSpec(object), context);
  const rules = { namespaced, nameRule };
  const validate = definition.validate ?? (() => []);
  const validateUpdate = definition.validateUpdate ?? ((next: T, _old: T, context: StrategyContext) => validate(next, context));

  return {
    kind: definition.kind,
    group: definition.group ?? '',
    version: definition.version ?? 'v1',
    plural: definition.plural,
    singular: definition.kind.toLowerCase(),
    shortNames: definition.shortNames ?? [],
    namespaced,
    categories: definition.categories ?? [],
    schema,
    hasStatus,
    hasScale: definition.hasScale ?? false,
    defaults,
    prepareForCreate: (object, context) => {
      const { newStatus = {} } = definition;
      const sent = withSpec(object);
      const clean = hasStatus && newStatus !== 'sent' ? withField<WithParts, 'status'>(sent, 'status', newStatus) : sent;
      const counted = withGeneration(clean as T, countedPart === undefined ? undefined : 1);
      return definition.prepareForCreate?.(counted, context) ?? counted;
    },
    prepareForUpdate: (next, old, context) => {
      const sent = withSpec(next);
      const clean = (hasStatus ? withField<WithParts, 'status'>(sent, 'status', (old as WithParts).status) : sent) as T;
      const prepared = defaults(definition.prepareForUpdate?.(clean, old, context) ?? clean, context);
      return withGeneration(prepared, nextGeneration(prepared, old, countedPart));
    },
    validate: (object, context) => [...validateMetadata(object.metadata, rules), ...validate(object, context)],
    // A name cannot change, so one that was let in before a rule existed stays good.
    validateUpdate: (next, old, context) => [
      ...validateMetadata(next.metadata, { namespaced, nameRule: () => [] }),
      ...validateMetadataUpdate(next.metadata, old.metadata),
      ...validateUpdate(next, old, context),
    ],
    ...(definition.validateStatusUpdate === undefined ? {} : { validateStatusUpdate: definition.validateStatusUpdate }),
    ...(definition.validateEphemeralUpdate === undefined ? {} : { validateEphemeralUpdate: definition.validateEphemeralUpdate }),
    warnings: definition.warnings ?? (() => []),
    columns: definition.columns ?? [nameColumn, ageColumn],
    selectableFields: definition.selectableFields ?? {},
  };
}

/** A spec is no pointer in Go: an object of a kind that has one is never without. */
function specFiller<T extends KubeObject>(schema: SchemaNode): (object: T) => T {
  if (schema.type !== 'object' || schema.fields['spec']?.type !== 'object') return (object) => object;
  return (object) => ((object as WithParts).spec === undefined ? ({ ...object, spec: NO_SPEC } as T) : object);
}

const NO_SPEC = Object.freeze({});

type CountedPart<T> = ((object: T) => unknown) | undefined;

function countedPartOf<T extends KubeObject>({ generation = 'spec' }: KindDefinition<T>): CountedPart<T> {
  if (generation === 'none') return undefined;
  return generation === 'spec' ? (object) => (object as WithParts).spec : generation;
}

function nextGeneration<T extends KubeObject>(next: T, old: T, countedPart: CountedPart<T>): number | undefined {
  const before = old.metadata.generation;
  if (countedPart === undefined || before === undefined) return before;
  return semanticallyEqual(countedPart(next), countedPart(old)) ? before : before + 1;
}

function withGeneration<T extends KubeObject>(object: T, generation: number | undefined): T {
  const metadata: ObjectMeta = withField(object.metadata, 'generation', generation);
  return withField(object, 'metadata', metadata as T['metadata']);
}
