export interface LessonArguments {
  /** A lesson of the course by name, or the path of a lesson file. */
  readonly lesson: string;
  readonly language: 'en' | 'zh';
  readonly action: 'play' | 'export' | 'schema' | 'list';
  /** Also the terminals' text. */
  readonly showsOutput: boolean;
}

export const usage = `usage: npm run lesson -- NAME|FILE.json [--lang en|zh] [--output] [--watch]
  Plays a lesson without a page: its solution, nothing, and its wrong answers. Ends with 1 when one of them does not come out right.
  --output   prints what the terminals wrote, too
  --watch    plays it again whenever its files change
  --export   prints the lesson with its texts as a lesson file
       npm run lesson -- --list     the lessons of the course
       npm run lesson -- --schema   the JSON Schema of lesson files
`;

/** Reads the command line, or says what is wrong with it. */
export function parseArguments(args: readonly string[]): LessonArguments | { readonly error: string } {
  let lesson = '';
  let language = 'en';
  let action: LessonArguments['action'] = 'play';
  let showsOutput = false;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--lang') language = args[(index += 1)] ?? '';
    else if (word === '--output') showsOutput = true;
    else if (word === '--export' || word === '--schema' || word === '--list') action = word.slice(2) as LessonArguments['action'];
    else if (word.startsWith('-')) return { error: `lesson: unknown option ${word}` };
    else if (lesson === '') lesson = word;
    else return { error: 'lesson: one lesson at a time' };
  }
  if (language !== 'en' && language !== 'zh') return { error: 'lesson: --lang is en or zh' };
  if (lesson === '' && (action === 'play' || action === 'export')) return { error: 'lesson: which one?' };
  return { lesson, language, action, showsOutput };
}
