import { utf8Bytes } from '#engine/core/utf8.ts';
import { sha256 } from '../../utilities/digest/sha.ts';
import { formatJson } from '../printers/json.ts';
import { textAt, type JsonRecord } from '../printers/values.ts';

const LENGTH = 10;
/** Digits that could make a word are written as other letters. */
const SAFE_LETTERS: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/** The ten letters that kustomize puts behind the name of a generated ConfigMap or Secret. k8s: kustomize hasher */
export function contentDigest(value: JsonRecord): string {
  const { kind, data = '', binaryData, type, stringData } = value;
  const hashed = {
    kind,
    name: textAt(value, 'metadata', 'name'),
    data,
    ...(kind === 'Secret' ? { type: type ?? '' } : {}),
    ...(binaryData === undefined ? {} : { binaryData }),
    ...(stringData === undefined ? {} : { stringData }),
  };
  const letters = sha256(utf8Bytes(formatJson(hashed))).slice(0, LENGTH);
  return [...letters].map((letter) => SAFE_LETTERS[letter] ?? letter).join('');
}
