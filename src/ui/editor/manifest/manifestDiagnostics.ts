import type { FeatureGates } from '#engine/kinds/kind.ts';
import { manifestProblems } from '#session/manifestProblems.ts';
import { rangeAt, readDocuments } from './readDocuments.ts';

/** Something wrong with a text, where it is, in the words of the program that would refuse it. */
export interface ManifestDiagnostic {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Everything that kubectl and the API server would have against a text: its syntax first, document by document. */
export function manifestDiagnostics(text: string, gates: FeatureGates): readonly ManifestDiagnostic[] {
  return readDocuments(text).flatMap((document): readonly ManifestDiagnostic[] => {
    if (document.errors.length > 0) return document.errors.map(({ pos: [from, to], message }) => within(text, { from, to, severity: 'error', message }));
    return manifestProblems(document.toJS(), gates).map(({ path, isAboutKey, severity, message }) => within(text, { ...rangeAt(document, path, isAboutKey ? 'key' : 'value'), severity, message }));
  });
}

/** A mark covers a word at least and a line at most, and lies inside of the text. */
function within(text: string, { from, to, ...rest }: ManifestDiagnostic): ManifestDiagnostic {
  let start = Math.min(Math.max(0, from), Math.max(0, text.length - 1));
  while (start > 0 && /\s/.test(text[start] ?? '')) start -= 1;
  const word = /^[\w./-]*/.exec(text.slice(start, start + 80))?.[0].length ?? 0;
  const line = /^[^\n]*?(?=\s*(?:\n|$))/.exec(text.slice(start))?.[0].length ?? 0;
  const length = Math.min(Math.max(to - start, word, 1), Math.max(line, 1));
  return { ...rest, from: start, to: Math.min(text.length, start + length) };
}
