import type { Diagnostic } from '@codemirror/lint';

/** What is wrong with a YAML text, at its place. The parser comes with its own chunk. */
export async function yamlProblems(text: string): Promise<readonly Diagnostic[]> {
  const { parseAllDocuments } = await import('yaml');
  const documents = parseAllDocuments(text, { version: '1.1', prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap(({ errors }) =>
    errors.map(({ pos: [from, to], message }) => ({
      from: Math.min(from, text.length),
      to: Math.min(Math.max(to, from), text.length),
      severity: 'error' as const,
      message,
    })),
  );
}
