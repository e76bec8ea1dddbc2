import { isApiError } from '#engine/api/errors.ts';
import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import { DRY_RUN_FLAG, FIELD_MANAGER_FLAG, OUTPUT_FLAGS, SAVE_CONFIG_FLAG, VALIDATE_FLAG } from '../../commonFlags.ts';
import { withSavedConfig } from '../../apply/lastApplied.ts';
import { defineKubectl, type KubectlCommand, type KubectlContext } from '../../command.ts';
import { dryRunOf, validationOf } from '../../dryRun.ts';
import { KubectlError } from '../../errors.ts';
import type { FlagSpecs, FlagValues } from '../../flags.ts';
import type { GlobalFlags } from '../../globalFlags.ts';
import { contentDigest } from '../../kustomize/digest.ts';
import { recordAt, textAt, type JsonRecord } from '../../printers/values.ts';
import { isKept } from '../../resources/info.ts';
import { refuseUnkept } from '../../resources/unkept.ts';
import { createReport } from '../../results.ts';

/** What a generator builds its object from. */
export interface GeneratorInput<S extends FlagSpecs> {
  readonly name: string;
  readonly flags: FlagValues<S & GlobalFlags>;
  readonly given: ReadonlySet<string>;
  /** Words behind the name or behind `--`. */
  readonly command: readonly string[];
  readonly context: KubectlContext;
}

/** A subcommand of `create` that makes one object from flags. */
export interface GeneratorDefinition<S extends FlagSpecs> {
  readonly path: readonly string[];
  readonly aliases?: readonly string[];
  readonly usage: string;
  readonly short: string;
  readonly long: string;
  readonly examples: string;
  readonly flags: S;
  readonly required?: readonly (keyof S & string)[];
  /** How a refusal by the server begins; absent for those that show the server's own framing. */
  readonly failure?: string;
  readonly build: (input: GeneratorInput<S>) => JsonRecord;
}

const COMMON = { ...DRY_RUN_FLAG, ...FIELD_MANAGER_FLAG('kubectl-create'), ...OUTPUT_FLAGS, ...SAVE_CONFIG_FLAG, ...VALIDATE_FLAG } as const;

/** Makes the subcommand: reads the name, builds, creates, reports. */
export function defineGenerator<S extends FlagSpecs>(definition: GeneratorDefinition<S>): KubectlCommand {
  const { build, failure, flags, ...rest } = definition;
  return defineKubectl<typeof COMMON>({
    ...(rest as Omit<GeneratorDefinition<typeof COMMON>, 'build' | 'failure' | 'flags'>),
    flags: { ...COMMON, ...flags } as typeof COMMON,
    fieldManager: 'kubectl-create',
    run: (context) => {
      const { name, command } = nameOf(context);
      const dryRun = dryRunOf(context);
      const fieldValidation = validationOf(context.flags.validate);
      const built = build({ name, command, flags: context.flags as never, given: context.given, context: context as unknown as KubectlContext });
      const object = (context.flags as Readonly<Record<string, unknown>>)['append-hash'] === true ? withDigest(built) : built;
      const report = createReport(context, context.flags, dryRun, { isTyped: true });
      const placed = inNamespace(context, object);
      const saved = context.flags['save-config'] ? withSavedConfig(placed) : placed;
      if (dryRun === 'client') return report(saved, 'created');
      report(send(context, saved, { dryRun: dryRun === 'server', fieldValidation, failure }), 'created');
    },
  });
}

/** The name with letters that depend on the content. */
function withDigest(object: JsonRecord): JsonRecord {
  const metadata = recordAt(object, 'metadata');
  return { ...object, metadata: { ...metadata, name: `${textAt(metadata, 'name')}-${contentDigest(object)}` } };
}

function nameOf(context: KubectlContext): { readonly name: string; readonly command: readonly string[] } {
  const before = context.argsBeforeDash ?? context.args.length;
  const names = context.args.slice(0, before);
  if (names.length !== 1) throw context.usageError(`exactly one NAME is required, got ${names.length}`);
  return { name: names[0] ?? '', command: context.args.slice(before) };
}

/** Without `-n` the object carries no namespace; the server's path says where it goes. */
function inNamespace(context: KubectlContext, object: JsonRecord): JsonRecord {
  if (!context.isNamespaceGiven || !isNamespaced(context, object)) return object;
  return { ...object, metadata: { ...(object['metadata'] as JsonRecord), namespace: context.namespace } };
}

function isNamespaced(context: KubectlContext, object: JsonRecord): boolean {
  return context.discovery.all.find((resource) => resource.kind === object['kind'])?.namespaced === true;
}

interface SendOptions {
  readonly dryRun: boolean;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  readonly failure: string | undefined;
}

function send(context: KubectlContext, object: JsonRecord, { dryRun, fieldValidation, failure }: SendOptions): KubeObject {
  const resource = context.discovery.all.find((resource) => resource.kind === object['kind']);
  if (resource !== undefined && !isKept(context.api, resource)) throw refuseUnkept(resource);
  const placed = isNamespaced(context, object) ? { ...object, metadata: { namespace: context.namespace, ...(object['metadata'] as JsonRecord) } } : object;
  try {
    return context.api.create(placed as unknown as NewObject, { dryRun, fieldValidation, fieldManager: context.flags['field-manager' as never] as unknown as string, onWarning: context.warn });
  } catch (error) {
    if (failure === undefined || !isApiError(error)) throw error;
    throw new KubectlError(`${failure} ${error.status.message ?? ''}`);
  }
}
