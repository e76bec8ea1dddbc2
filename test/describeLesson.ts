import { beforeAll, describe, expect, it } from 'vitest';
import type { Part } from '#lessons/check.ts';
import { checkTextsEn } from '#lessons/checks/texts/en.ts';
import { checkTextsZh } from '#lessons/checks/texts/zh.ts';
import { judgeLesson } from '#lessons/format/readLessonFile.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { sayPart } from '#lessons/say.ts';
import type { LessonTexts } from '#lessons/texts.ts';
import { openLesson, playNothing, playSolution, playStep, playWrongAnswer, progressOf, type Played } from '#session/lesson/playLesson.ts';

/** Between two steps nothing is done for so long: a step that is done by then asks for nothing. */
const UNTOUCHED_MS = 15_000;

/** What holds for every lesson. Called by the test file of each. */
export function describeLesson(lesson: Lesson, texts: { readonly en: LessonTexts; readonly zh: LessonTexts }): void {
  describe(`lesson ${lesson.name}`, () => {
    let solved: Played;
    beforeAll(() => {
      solved = playSolution(lesson);
    });

    it('is well formed, with a text for everything and no text for nothing', () => {
      expect(judgeLesson({ lesson, texts })).toHaveProperty('file');
      expect(JSON.parse(JSON.stringify(lesson))).toEqual(lesson);
      expect(lesson.steps.length).toBeGreaterThanOrEqual(5);
      expect(lesson.steps.length).toBeLessThanOrEqual(10);
      expect(lesson.wrongAnswers.length).toBeGreaterThanOrEqual(2);
    });

    it('is done by its solution', () => {
      const { steps, state } = solved.progress;
      expect(steps.filter((step) => step.state !== 'done').map(missingIn)).toEqual([]);
      expect(state).toBe('done');
    });

    it('reveals a right answer for every question', () => {
      const asked = lesson.steps.filter(({ prediction }) => prediction !== undefined).map(({ id }) => id);
      const revealed = solved.progress.steps.filter(({ prediction }) => prediction?.revealed !== undefined).map(({ id }) => id);
      expect(revealed).toEqual(asked);
    });

    it.each(['en', 'zh'] as const)('says in %s what each part of a check is', (language) => {
      const words = { lesson: texts[language], checks: language === 'en' ? checkTextsEn : checkTextsZh };
      const said = solved.progress.steps.flatMap(({ parts }) => parts.map((part: Part) => sayPart(part, words)));
      expect(said.filter((text) => text === '' || /[{}]/.test(text))).toEqual([]);
    });

    it('shows its notes beside output that does appear', () => {
      const output = solved.session.frame().terminals.map(({ id }) => solved.session.output(id, 0).text).join('\n');
      const unseen = lesson.steps.flatMap(({ outputNotes = [] }) => outputNotes.filter(({ find }) => !output.includes(find)).map(({ id }) => id));
      expect(unseen).toEqual([]);
    });

    it('is not done by doing nothing, and no step is done by itself', () => {
      const { progress } = playNothing(lesson);
      expect([progress.state, progress.current]).toEqual(['running', 0]);

      const session = openLesson(lesson);
      for (const [index, { id }] of lesson.steps.entries()) {
        session.advance(UNTOUCHED_MS);
        expect(progressOf(session).current, `before ${id}`).toBe(index);
        expect(progressOf(session).offTrack, `before ${id}`).toBeUndefined();
        playStep(session, id);
      }
    });

    it.each(lesson.wrongAnswers)('is not done by the wrong answer $id', (wrong) => {
      const { progress } = playWrongAnswer(lesson, wrong);
      const at = lesson.steps.findIndex(({ id }) => id === (wrong.at ?? lesson.steps[0]?.id));
      expect([progress.state, progress.current]).toEqual(['running', at]);
      expect(progress.steps[at]?.parts.some(({ state }) => state !== 'met')).toBe(true);
    });

    it('gives the same bytes each time', () => {
      expect(playSolution(lesson).session.eventLog()).toBe(solved.session.eventLog());
    });
  });
}

/** What a step still lacks, for the message of a failing test. */
function missingIn({ id, parts }: Played['progress']['steps'][number]): string {
  const words = { lesson: { parts: {} }, checks: checkTextsEn };
  return `${id}: ${parts.filter(({ state }) => state !== 'met').map((part) => `${sayPart(part, words)} ${part.have}/${part.want}`).join('; ')}`;
}
