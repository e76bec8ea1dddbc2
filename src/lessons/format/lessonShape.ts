import type { Fault } from '#engine/faults.ts';
import type { Check, CheckOf } from '../check.ts';
import type { Combination, PredicateName } from '../checks/definition.ts';
import { predicates } from '../checks/index.ts';
import { msShape, nameText, objectRef } from '../checks/shapes.ts';
import type { Glyph, Lesson, LessonInput, LessonGroup, OutputNote, Prediction, PredictionChoice, Question, StageFocus, StageMark, Step, StepCommand, WrongAnswer } from '../lesson.ts';
import type { LessonFile, LessonTexts, PredictionTexts, QuestionTexts, StepTexts } from '../texts.ts';
import { listOf, mapOf, named, oneOf, optional, record, text, truth, tupleOf, variants, wholeNumber, type Fields, type Shape } from './shape.ts';

/** What a lesson file looks like. The published JSON Schema is made from this, and files are judged by it. */

const id = text({ most: 60, pattern: '^[a-z][A-Za-z0-9]*$', describe: 'a name in camelCase' });
const label = optional(id);
const terminal = optional(wholeNumber({ least: 1, most: 9 }));
const line = text({ most: 8000 });

const check = named<Check>('check', () => checkShape);
const checks = listOf(check, { least: 1, most: 20 });

const combinations: { readonly [Name in Combination]: Shape<CheckOf<Name>> } = {
  all: record<CheckOf<'all'>>({ check: oneOf('all'), of: checks }),
  any: record<CheckOf<'any'>>({ check: oneOf('any'), of: checks, label }),
  some: record<CheckOf<'some'>>({ check: oneOf('some'), of: checks, count: wholeNumber({ least: 1, most: 20 }), label }),
  not: record<CheckOf<'not'>>({ check: oneOf('not'), of: check, label }),
  once: record<CheckOf<'once'>>({ check: oneOf('once'), of: check, label }),
  held: record<CheckOf<'held'>>({ check: oneOf('held'), of: check, forMs: msShape, label }),
  sequence: record<CheckOf<'sequence'>>({ check: oneOf('sequence'), of: checks, label }),
};

function predicateShape(name: PredicateName): Shape<unknown> {
  return record({ check: oneOf(name), label, ...predicates[name].fields } as unknown as Fields<Record<string, unknown>>);
}

const predicateShapes = Object.fromEntries(Object.keys(predicates).map((name) => [name, predicateShape(name as PredicateName)]));

export const checkShape: Shape<Check> = variants<Check>('check', { ...combinations, ...predicateShapes });

type FaultOf<Name extends Fault['fault']> = Extract<Fault, { readonly fault: Name }>;

const faultShapes: { readonly [Name in Fault['fault']]: Shape<FaultOf<Name>> } = {
  'delete-pod': record<FaultOf<'delete-pod'>>({ fault: oneOf('delete-pod'), namespace: nameText, pod: nameText, force: optional(truth) }),
  crash: record<FaultOf<'crash'>>({ fault: oneOf('crash'), namespace: nameText, pod: nameText, container: optional(nameText), exitCode: optional(wholeNumber({ most: 255 })) }),
  'not-ready': record<FaultOf<'not-ready'>>({ fault: oneOf('not-ready'), namespace: nameText, pod: nameText, on: truth }),
  'slow-start': record<FaultOf<'slow-start'>>({ fault: oneOf('slow-start'), namespace: nameText, pod: nameText, delayMs: msShape }),
  'bad-image': record<FaultOf<'bad-image'>>({ fault: oneOf('bad-image'), image: text({ most: 300 }), on: truth }),
  power: record<FaultOf<'power'>>({ fault: oneOf('power'), node: nameText, on: truth }),
  network: record<FaultOf<'network'>>({ fault: oneOf('network'), node: nameText, connected: truth }),
  pressure: record<FaultOf<'pressure'>>({ fault: oneOf('pressure'), node: nameText, resource: oneOf('memory', 'disk'), on: truth }),
  provisioner: record<FaultOf<'provisioner'>>({ fault: oneOf('provisioner'), running: truth }),
  dns: record<FaultOf<'dns'>>({ fault: oneOf('dns'), running: truth }),
  'volume-full': record<FaultOf<'volume-full'>>({ fault: oneOf('volume-full'), volume: nameText, on: truth }),
  'api-latency': record<FaultOf<'api-latency'>>({ fault: oneOf('api-latency'), latencyMs: msShape }),
};

/** A fault as a lesson or a link has it. */
export const faultShape: Shape<Fault> = variants<Fault>('fault', faultShapes);

type InputOf<Name extends LessonInput['do']> = Extract<LessonInput, { readonly do: Name }>;

const inputShapes: { readonly [Name in LessonInput['do']]: Shape<InputOf<Name>> } = {
  run: record<InputOf<'run'>>({ do: oneOf('run'), line, terminal }),
  keys: record<InputOf<'keys'>>({ do: oneOf('keys'), keys: line, terminal }),
  wait: record<InputOf<'wait'>>({ do: oneOf('wait'), ms: msShape }),
  waitFor: record<InputOf<'waitFor'>>({ do: oneOf('waitFor'), check, mostMs: optional(msShape) }),
  fault: record<InputOf<'fault'>>({ do: oneOf('fault'), fault: faultShape }),
  edit: record<InputOf<'edit'>>({ do: oneOf('edit'), content: optional(text({ most: 100_000 })), append: optional(text({ most: 100_000 })) }),
};

const input = named<LessonInput>('input', () => inputShape);
export const inputShape: Shape<LessonInput> = variants<LessonInput>('do', inputShapes);
const inputs = listOf(input, { most: 100 });

const mark: Shape<StageMark> = record<StageMark>({ object: objectRef, part: optional(oneOf('name', 'address', 'ordinal', 'image', 'node', 'claim', 'volume')) });

const step: Shape<Step> = record<Step>({
  id,
  commands: listOf(
    record<StepCommand>({ id, line, terminal, as: optional(oneOf('line', 'keys')), runsOn: optional(oneOf('untilInterrupted', 'editor', 'shell')) }),
    { most: 12 },
  ),
  check: optional(check),
  needs: optional(check),
  repair: optional(inputs),
  prediction: optional(record<Prediction>({
    choices: listOf(record<PredictionChoice>({ id, mark: optional(mark), rightWhen: optional(check) }), { least: 2, most: 8 }),
    right: optional(id),
    revealWhen: optional(check),
  })),
  outputNotes: optional(listOf(record<OutputNote>({ id, find: text({ most: 200 }) }), { most: 12 })),
  focus: optional(record<StageFocus>({ arrangement: optional(oneOf('ordinals', 'nodes', 'storage')), marks: optional(listOf(mark, { most: 12 })) })),
  hasNotes: optional(truth),
  solution: optional(inputs),
});

const GROUPS = ['identity', 'storage', 'order', 'updates', 'failure', 'dns', 'classroom'] as const satisfies readonly LessonGroup[];
const GLYPHS = [
  'replacedPod', 'poolOrColumns', 'fanOut', 'countFromOther', 'exposeOne', 'ownDisks', 'claimStays', 'keepOrDelete', 'noVolume', 'oldData', 'releasedVolume', 'pinnedVolume',
  'stairs', 'gate', 'sideBySide', 'allAtOnce', 'ring', 'rightToLeft', 'partition', 'onDelete', 'undo', 'lockedField', 'orphans', 'crash', 'darkNode', 'cutCable', 'twoWriters',
  'taint', 'drain', 'pathToPod', 'searchList', 'beforeReady', 'oldAnswer', 'noEcho', 'deadlock', 'replication', 'incidents',
] as const satisfies readonly Glyph[];

const shortText = text({ most: 120 });

export const lessonShape: Shape<Lesson> = record<Lesson>({
  name: text({ most: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', describe: 'words in small letters, joined by -' }),
  group: oneOf(...GROUPS),
  minutes: wholeNumber({ least: 1, most: 60 }),
  glyph: oneOf(...GLYPHS),
  lab: optional(wholeNumber({ least: 1, most: 9 })),
  title: record<Lesson['title']>({ en: shortText, zh: shortText }),
  profile: shortText,
  seed: wholeNumber(),
  files: optional(mapOf(text({ most: 100_000 }), 30)),
  setup: optional(inputs),
  settleMs: optional(msShape),
  steps: listOf(step, { least: 1, most: 12 }),
  closing: record<Question>({ choices: listOf(id, { least: 2, most: 6 }), right: id }),
  reading: listOf(text({ most: 200, pattern: '^docs/[a-z0-9/-]+/(#[a-zA-Z0-9-]+)?$', describe: 'a page of kubernetes.io: docs/concepts/…/#part' }), { least: 1, most: 8 }),
  wrongAnswers: listOf(record<WrongAnswer>({ id, at: optional(id), inputs }), { most: 8 }),
});

const sentence = text({ most: 1200 });
const sentences = mapOf(sentence, 60);

const questionTexts: Shape<QuestionTexts> = record<QuestionTexts>({ question: sentence, choices: sentences, explanation: sentence });

export const lessonTextsShape: Shape<LessonTexts> = record<LessonTexts>({
  goal: sentence,
  steps: mapOf(record<StepTexts>({
    title: shortText,
    text: sentence,
    hints: tupleOf<StepTexts['hints']>(sentence, 3),
    prediction: optional(record<PredictionTexts>({ question: sentence, choices: sentences, reveal: sentence })),
    outputNotes: optional(sentences),
    notes: optional(sentence),
  }), 12),
  parts: optional(sentences),
  closing: questionTexts,
  takeaway: sentence,
  wrongAnswers: sentences,
});

export const lessonFileShape: Shape<LessonFile> = record<LessonFile>({
  lesson: lessonShape,
  texts: record<LessonFile['texts']>({ en: lessonTextsShape, zh: optional(lessonTextsShape) }),
});
