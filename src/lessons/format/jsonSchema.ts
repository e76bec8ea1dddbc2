import { checkShape, inputShape, lessonFileShape } from './lessonShape.ts';
import type { JsonSchema } from './shape.ts';

/** The JSON Schema of a lesson file, as it is published beside the page. */
export function lessonJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'lesson.schema.json',
    title: 'A lesson of Ordinal, with its texts',
    ...lessonFileShape.schema,
    $defs: { check: checkShape.schema, input: inputShape.schema },
  };
}
