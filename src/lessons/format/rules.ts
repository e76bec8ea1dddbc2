import { isApiError } from '#engine/api/errors.ts';
import { labelMatcher } from '#engine/api/selectors.ts';
import { findProfile } from '#engine/profiles/index.ts';
import type { Check, PodsRef, Since } from '../check.ts';
import { isCombination } from '../evaluate.ts';
import type { Lesson, LessonInput, Step } from '../lesson.ts';
import type { Misfit } from './shape.ts';

/** What the shape of a lesson cannot say: names that have to be there, or to be different. */
export function lessonMisfits(lesson: Lesson, at = 'lesson'): readonly Misfit[] {
  const stepIds = lesson.steps.map(({ id }) => id);
  const misfits: Misfit[] = [
    ...(findProfile(lesson.profile) === undefined ? [{ path: `${at}.profile`, expected: 'the name of a profile: lab, upstream' }] : []),
    ...repeated(stepIds, `${at}.steps`, 'id'),
    ...(lesson.closing.choices.includes(lesson.closing.right) ? [] : [{ path: `${at}.closing.right`, expected: 'one of the choices' }]),
    ...repeated(lesson.wrongAnswers.map(({ id }) => id), `${at}.wrongAnswers`, 'id'),
    ...lesson.wrongAnswers.flatMap(({ at: step, inputs }, index) => [
      ...(step === undefined || stepIds.includes(step) ? [] : [{ path: `${at}.wrongAnswers[${index}].at`, expected: 'the id of a step' }]),
      ...inputMisfits(inputs, `${at}.wrongAnswers[${index}].inputs`, stepIds),
    ]),
    ...inputMisfits(lesson.setup ?? [], `${at}.setup`, stepIds),
  ];
  return [...misfits, ...lesson.steps.flatMap((step, index) => stepMisfits(step, `${at}.steps[${index}]`, stepIds.slice(0, index)))];
}

function stepMisfits(step: Step, at: string, earlier: readonly string[]): readonly Misfit[] {
  const { prediction } = step;
  const checks: readonly (readonly [string, Check | undefined])[] = [
    ['check', step.check],
    ['needs', step.needs],
    ['prediction.revealWhen', prediction?.revealWhen],
    ...(prediction?.choices ?? []).map(({ rightWhen }, index) => [`prediction.choices[${index}].rightWhen`, rightWhen] as const),
  ];
  return [
    ...checks.flatMap(([path, check]) => (check === undefined ? [] : checkMisfits(check, `${at}.${path}`, earlier))),
    ...inputMisfits(step.solution ?? [], `${at}.solution`, earlier),
    ...inputMisfits(step.repair ?? [], `${at}.repair`, earlier),
    ...repeated(step.commands.map(({ id }) => id), `${at}.commands`, 'id'),
    ...(prediction === undefined ? [] : predictionMisfits(prediction, `${at}.prediction`)),
  ];
}

function predictionMisfits({ choices, right }: NonNullable<Step['prediction']>, at: string): readonly Misfit[] {
  const isKnown = right === undefined ? choices.some(({ rightWhen }) => rightWhen !== undefined) : choices.some(({ id }) => id === right);
  return [...repeated(choices.map(({ id }) => id), `${at}.choices`, 'id'), ...(isKnown ? [] : [{ path: `${at}.right`, expected: 'one of the choices, or a choice with rightWhen' }])];
}

function inputMisfits(inputs: readonly LessonInput[], at: string, steps: readonly string[]): readonly Misfit[] {
  return inputs.flatMap((input, index) => (input.do === 'waitFor' ? checkMisfits(input.check, `${at}[${index}].check`, steps) : []));
}

function checkMisfits(check: Check, at: string, steps: readonly string[]): readonly Misfit[] {
  if (isCombination(check)) {
    const inner: readonly Check[] = Array.isArray(check.of) ? (check.of as readonly Check[]) : [check.of as Check];
    const needsLabel = check.check !== 'all' && check.label === undefined && (inner.length > 1 || inner[0]?.check === 'all');
    return [
      ...(needsLabel ? [{ path: `${at}.label`, expected: 'a label: there is more than one sentence inside' }] : []),
      ...inner.flatMap((each, index) => checkMisfits(each, Array.isArray(check.of) ? `${at}.of[${index}]` : `${at}.of`, steps)),
    ];
  }
  const { since, pods, selector } = check as { readonly since?: Since; readonly pods?: PodsRef; readonly selector?: string };
  const text = selector ?? (pods !== undefined && 'selector' in pods ? pods.selector : undefined);
  return [
    ...(typeof since === 'object' && !steps.includes(since.step) ? [{ path: `${at}.since.step`, expected: 'the id of an earlier step' }] : []),
    ...(text !== undefined && !isSelector(text) ? [{ path: `${at}.${selector === undefined ? 'pods.' : ''}selector`, expected: 'a label selector' }] : []),
  ];
}

function isSelector(text: string): boolean {
  try {
    labelMatcher(text);
    return true;
  } catch (error) {
    if (isApiError(error)) return false;
    throw error;
  }
}

function repeated(names: readonly string[], at: string, field: string): readonly Misfit[] {
  return names.flatMap((name, index) => (names.indexOf(name) < index ? [{ path: `${at}[${index}].${field}`, expected: `a name of its own: ${name} is taken` }] : []));
}
