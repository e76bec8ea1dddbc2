import type { OutputNote, Step } from '#lessons/lesson.ts';
import type { Frame, Session } from '#session/session.ts';

/** How far the terminals had written when a step was first seen. */
interface Begun {
  readonly lengths: ReadonlyMap<number, number>;
}

const begun = new WeakMap<Session, Map<string, Begun>>();

/** The notes of a step whose line has been written since the step began. */
export function foundNotes(session: Session, frame: Frame, step: Step): readonly OutputNote[] {
  const notes = step.outputNotes ?? [];
  if (notes.length === 0) return notes;
  const { lengths } = begunAt(session, frame, step);
  const texts = frame.terminals.map(({ id }) => withoutColours(session.output(id, lengths.get(id) ?? 0).text));
  return notes.filter(({ find }) => texts.some((text) => text.includes(find)));
}

/** Where each terminal stood when the step began, as far as the page has seen it begin. */
function begunAt(session: Session, frame: Frame, step: Step): Begun {
  const steps = begun.get(session) ?? new Map<string, Begun>();
  begun.set(session, steps);
  let known = steps.get(step.id);
  if (known === undefined) {
    // A step that began long ago was not seen to begin: then everything that is there counts.
    known = { lengths: new Map(isFreshStep(frame, step.id) ? frame.terminals.map(({ id, outputLength }) => [id, outputLength]) : []) };
    steps.set(step.id, known);
  }
  return known;
}

const FRESH_MS = 1500;

/** Has the step begun just now? */
export function isFreshStep(frame: Frame, step: string): boolean {
  const startedAtMs = frame.lesson?.steps.find(({ id }) => id === step)?.startedAtMs ?? 0;
  return frame.nowMs - startedAtMs < FRESH_MS;
}

// The escape character begins every colour and cursor sequence.
const SEQUENCES = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[=>])/g;

function withoutColours(text: string): string {
  return text.replaceAll(SEQUENCES, '');
}
