import { createFieldBuilder } from './fields.ts';

/** The fields of a text, as an unquoted expansion of it would split. */
export function splitFields(text: string, ifs: string): readonly string[] {
  const builder = createFieldBuilder(ifs);
  builder.addSplit(text);
  return builder.finish().map((field) => field.text);
}
