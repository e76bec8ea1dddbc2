import { readYaml, YamlError } from '../../kubectl/manifests/yamlReader.ts';
import { isArray, isObject, type Json } from './json.ts';
import { numberText } from './printJson.ts';

/** YAML as yq prints it (go-yaml v3): keys in their order, dashes two columns in, nothing folded. */
export function yamlText(value: Json): string {
  if (isEmptyList(value) || !(isArray(value) || isObject(value))) return `${inline(value, 0)}\n`;
  return block(value, 0);
}

function isEmptyList(value: Json): boolean {
  return (isArray(value) && value.length === 0) || (isObject(value) && value.size === 0);
}

function isBlock(value: Json): boolean {
  return (isArray(value) || isObject(value)) && !isEmptyList(value);
}

function block(value: Json, indent: number): string {
  const margin = ' '.repeat(indent);
  if (isArray(value)) return value.map((item) => `${margin}- ${isBlock(item) ? block(item, indent + 2).slice(indent + 2) : `${inline(item, indent + 2)}\n`}`).join('');
  if (!isObject(value)) return '';
  return [...value].map(([key, member]) => `${margin}${scalar(key, indent)}:${isBlock(member) ? `\n${block(member, indent + 2)}` : ` ${inline(member, indent + 2)}\n`}`).join('');
}

function inline(value: Json, indent: number): string {
  if (isArray(value)) return '[]';
  if (isObject(value)) return '{}';
  if (typeof value === 'string') return scalar(value, indent);
  return typeof value === 'number' ? numberText(value) : String(value);
}

function scalar(text: string, indent: number): string {
  if (text.includes('\n') && !/^\s/.test(text)) return literal(text, indent);
  const read = readBack(text);
  if (read === text && !/[\u0000-\u001f]/.test(text)) return text;
  // What would read as something else than text is double quoted, what would not read at all single quoted.
  if (typeof read !== 'string' && read !== undefined) return JSON.stringify(text);
  return /[\u0000-\u001f]/.test(text) || text === '' ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

/** What a text means without quotes; undefined when it is no YAML. */
function readBack(text: string): unknown {
  try {
    return (readYaml(`a: ${text}\n`) as { readonly a?: unknown }).a ?? null;
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

function literal(text: string, indent: number): string {
  const chomp = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : '';
  const lines = text.replace(/\n$/, '').split('\n').map((line) => (line === '' ? '' : ' '.repeat(Math.max(indent, 2)) + line));
  return `|${chomp}\n${lines.join('\n')}`;
}
