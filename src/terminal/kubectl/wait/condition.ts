import type { KubeObject } from '#engine/kinds/object.ts';
import { KubectlError } from '../errors.ts';
import { findResults } from '../printers/jsonPath/evaluate.ts';
import { JsonPathError, type ListNode } from '../printers/jsonPath/nodes.ts';
import { relaxedPath } from '../printers/jsonPath/relaxed.ts';
import { parseJsonPath } from '../printers/jsonPath/parse.ts';
import { goValue } from '../printers/goFormat.ts';
import { isRecord, listAt, textAt, valueAt } from '../printers/values.ts';

/** What `kubectl wait --for` waits for. */
export type WaitCondition =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'state'; readonly isMet: (object: KubeObject) => boolean };

/** Reads `--for`. k8s: kubectl wait conditionFuncFor */
export function parseWaitCondition(text: string): WaitCondition {
  const lower = text.toLowerCase();
  if (lower === 'delete') return { kind: 'delete' };
  if (lower === 'create') return { kind: 'create' };
  if (text.startsWith('condition=')) return conditionOf(text.slice('condition='.length));
  if (text.startsWith('jsonpath=')) return jsonPathOf(text.slice('jsonpath='.length));
  throw new KubectlError(`unrecognized condition: "${text}"`);
}

function conditionOf(text: string): WaitCondition {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? 'true' : text.slice(equals + 1);
  return { kind: 'state', isMet: (object) => hasCondition(object, name, value) };
}

/** Names and values are compared without regard to case; an outdated condition does not count. */
function hasCondition(object: KubeObject, name: string, value: string): boolean {
  const condition = listAt(object, 'status', 'conditions').find((condition) => textAt(condition, 'type').toLowerCase() === name.toLowerCase());
  if (condition === undefined) return false;
  const observed = valueAt(condition, 'observedGeneration');
  if (typeof observed === 'number' && observed < (object.metadata.generation ?? 0)) return false;
  return textAt(condition, 'status').toLowerCase() === value.toLowerCase();
}

function jsonPathOf(text: string): WaitCondition {
  const { path, value } = splitPath(text);
  let parsed: ListNode;
  try {
    parsed = parseJsonPath(relaxedPath(path));
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(error.message);
    throw error;
  }
  return { kind: 'state', isMet: (object) => isPathMet(parsed, object, value) };
}

/** `{.a}=b`, `'{.a}'`; the value may be missing. k8s: processJSONPathInput */
function splitPath(text: string): { readonly path: string; readonly value: string | undefined } {
  const match = /^(\{[^]*\}|[^=]+)(?:=([^]*))?$/.exec(text.replace(/^(['"])(.*?)\1/, '$2'));
  if (match === null) throw new KubectlError('jsonpath wait format must be --for=jsonpath=\'{.status.readyReplicas}\'=3 or --for=jsonpath=\'{.status.readyReplicas}\'');
  if (match[2] === '') throw new KubectlError('jsonpath wait has to have a value after equal sign, like --for=jsonpath=\'{.status.readyReplicas}\'=3');
  return { path: match[1] ?? '', value: match[2]?.replace(/^(['"])(.*)\1$/, '$2') };
}

function isPathMet(path: ListNode, object: KubeObject, value: string | undefined): boolean {
  const results = findResults(path, object, false).flat();
  if (results.length === 0) return false;
  if (value === undefined) return true;
  if (results.length > 1) throw new KubectlError('given jsonpath expression matches more than one value');
  const [result] = results;
  if (isRecord(result) || Array.isArray(result)) throw new KubectlError('jsonpath leads to a nested object or list which is not supported');
  return goValue(result) === value;
}
