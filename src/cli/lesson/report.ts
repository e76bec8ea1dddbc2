import type { CheckTexts } from '#lessons/checks/texts/en.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { sayPart, type Words } from '#lessons/say.ts';
import type { LessonTexts } from '#lessons/texts.ts';
import { playNothing, playSolution, playWrongAnswer, type Played } from '#session/lesson/playLesson.ts';

export interface ReportOptions {
  readonly lesson: Lesson;
  readonly texts: LessonTexts;
  readonly checks: CheckTexts;
  readonly language: 'en' | 'zh';
  readonly showsOutput: boolean;
  readonly print: (line: string) => void;
}

/** Plays a lesson in every way that it has to stand, and tells how it went; false when one did not come out right. */
export function playAndReport({ lesson, texts, checks, language, showsOutput, print }: ReportOptions): boolean {
  const words: Words = { lesson: texts, checks };
  print(`${lesson.title[language]}\n${texts.goal}\n`);
  const solved = playSolution(lesson);
  for (const [index, step] of solved.progress.steps.entries()) {
    print(`${step.state === 'done' ? '✓' : '✗'} ${index + 1} ${texts.steps[step.id]?.title ?? step.id}  ${clock(step.startedAtMs)}–${clock(step.doneAtMs)}`);
    for (const line of partLines(step.parts, words)) print(line);
    if (step.prediction?.revealed !== undefined) print(`    ? ${texts.steps[step.id]?.prediction?.choices[step.prediction.revealed.right] ?? step.prediction.revealed.right}`);
  }
  if (showsOutput) for (const { id } of solved.session.frame().terminals) print(`\n--- terminal ${id}\n${solved.session.output(id, 0).text.replaceAll('\r', '')}\n---`);
  const isSolved = solved.progress.state === 'done';
  print(`\n${mark(isSolved)} the solution ${isSolved ? 'does it' : `stops at step ${solved.progress.current + 1}`}`);
  return [isSolved, reportStay('doing nothing', playNothing(lesson), words, print), ...lesson.wrongAnswers.map((wrong) => reportStay(texts.wrongAnswers[wrong.id] ?? wrong.id, playWrongAnswer(lesson, wrong), words, print))].every(Boolean);
}

/** One that must not get through. */
function reportStay(name: string, { progress }: Played, words: Words, print: (line: string) => void): boolean {
  const isStopped = progress.state === 'running';
  print(`${mark(isStopped)} ${name}: ${isStopped ? `stays at step ${progress.current + 1}` : 'gets through'}`);
  if (isStopped) for (const line of partLines((progress.steps[progress.current]?.parts ?? []).filter(({ state }) => state !== 'met'), words)) print(line);
  return isStopped;
}

function partLines(parts: Played['progress']['steps'][number]['parts'], words: Words): readonly string[] {
  return parts.map((part) => `    ${part.state === 'met' ? '✓' : part.state === 'partly' ? '◐' : '○'} ${sayPart(part, words)}${part.want > 1 ? `  ${part.have} / ${part.want}` : ''}`);
}

function mark(isRight: boolean): string {
  return isRight ? '✓' : '✗';
}

function clock(ms: number | undefined): string {
  if (ms === undefined) return '';
  return `${Math.floor(ms / 60_000)}:${((ms % 60_000) / 1000).toFixed(1).padStart(4, '0')}`;
}
