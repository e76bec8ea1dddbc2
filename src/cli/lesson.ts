import { checkTextsEn } from '#lessons/checks/texts/en.ts';
import { checkTextsZh } from '#lessons/checks/texts/zh.ts';
import { lessonJsonSchema } from '#lessons/format/jsonSchema.ts';
import { syllabus } from '#lessons/syllabus.ts';
import { parseArguments, usage } from './lesson/arguments.ts';
import { findLesson } from './lesson/findLesson.ts';
import { playAndReport } from './lesson/report.ts';

/** A lesson without a page: `npm run lesson -- NAME`. */
const parsed = parseArguments(process.argv.slice(2));
const print = (line: string) => {
  process.stdout.write(`${line}\n`);
};

if ('error' in parsed) {
  process.stderr.write(`${parsed.error}\n${usage}`);
  process.exitCode = 2;
} else if (parsed.action === 'schema') {
  print(JSON.stringify(lessonJsonSchema(), null, 1));
} else if (parsed.action === 'list') {
  for (const [index, { name, group, minutes, title }] of syllabus.entries()) print(`${String(index + 1).padStart(2)}  ${name.padEnd(28)} ${group.padEnd(10)} ${String(minutes).padStart(2)} min  ${title[parsed.language]}`);
} else {
  process.exitCode = useLesson(parsed.lesson, parsed);
}

function useLesson(name: string, { action, language, showsOutput }: Exclude<typeof parsed, { readonly error: string }>): number {
  const found = findLesson(name);
  if (found === undefined) {
    process.stderr.write(`lesson: there is no ${name}; npm run lesson -- --list names those there are\n`);
    return 2;
  }
  if ('misfits' in found) {
    for (const { path, expected } of found.misfits) process.stderr.write(`${name}: ${path === '' ? 'the file' : path}: expected ${expected}\n`);
    return 1;
  }
  const { lesson, texts } = found.file;
  if (action === 'export') {
    print(JSON.stringify(found.file, null, 2));
    return 0;
  }
  const isRight = playAndReport({
    lesson, language, showsOutput, print,
    texts: (language === 'zh' ? texts.zh : undefined) ?? texts.en,
    checks: language === 'zh' ? checkTextsZh : checkTextsEn,
  });
  return isRight ? 0 : 1;
}
