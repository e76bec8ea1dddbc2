import type { Running, Wait } from '../../process/process.ts';
import type { Eval } from '../evaluator.ts';

/** A piece of evaluation that the driver runs by itself, while the one that asked for it waits for the result. */
interface Segment extends Wait {
  readonly body: Eval<unknown>;
  result: unknown;
}

/**
 * Runs a piece of evaluation on a stack of its own: `yield* segment(body)` stands for `yield* body`. Generators that
 * delegate to each other nest on the machine's stack; recursion in a script would exhaust it. A segment is handed up
 * to {@link drive}, which keeps those that wait on the heap.
 */
export function* segment<T>(body: Eval<T>): Eval<T> {
  const asked: Segment = { why: 'a part of itself', subscribe: () => () => {}, body, result: undefined };
  yield asked;
  return asked.result as T;
}

/** Runs an evaluation with its segments; to the outside it yields only what the process waits for. */
export function* drive(main: Eval<number>): Running {
  const stack: { readonly body: Eval<unknown>; readonly asked: Segment | undefined }[] = [{ body: main, asked: undefined }];
  let thrown: { readonly error: unknown } | undefined;
  try {
    for (;;) {
      const top = stack.at(-1);
      if (top === undefined) throw thrown?.error;
      let step: IteratorResult<Wait, unknown>;
      try {
        step = thrown === undefined ? top.body.next() : top.body.throw(thrown.error);
        thrown = undefined;
      } catch (error) {
        stack.pop();
        thrown = { error };
        continue;
      }
      if (step.done === true) {
        stack.pop();
        if (top.asked === undefined) return step.value as number;
        top.asked.result = step.value;
      } else if (isSegment(step.value)) stack.push({ body: step.value.body, asked: step.value });
      else yield step.value;
    }
  } finally {
    // A signal ends the process: the innermost cleans up first.
    for (const { body } of stack.reverse()) body.return(0);
  }
}

function isSegment(wait: Wait): wait is Segment {
  return 'body' in wait;
}
