import { evaluateArithmetic, type ArithmeticVariables } from '../arithmetic.ts';
import type { Eval } from '../evaluator.ts';
import { noticeAssignment, parameterValue } from '../parameters.ts';
import type { Shell } from '../shell.ts';
import type { Subscript } from '../variables.ts';

type ExpandBody = (shell: Shell, text: string) => Eval<string>;

/** Evaluates the text of `$((…))`: dollar expansions first, then the arithmetic. */
export function* evaluateExpression(shell: Shell, text: string, expandBody: ExpandBody): Eval<bigint> {
  const expanded = (yield* expandBody(shell, text)).replaceAll('"', '');
  return evaluateIn(shell, expanded);
}

/** Evaluates an expression without dollars over the shell's variables. */
export function evaluateIn(shell: Shell, expression: string): bigint {
  return evaluateArithmetic(expression, variablesOf(shell), (problem) => shell.dialect.arithmeticError(problem));
}

function variablesOf(shell: Shell): ArithmeticVariables {
  const { variables } = shell;
  return {
    isStrict: shell.options.has('nounset'),
    get: (name, subscript) => {
      if (subscript === undefined) return parameterValue(shell, name);
      const variable = variables.find(name);
      const at = subscriptOf(shell, name, subscript);
      return 'key' in at ? variable?.associative?.get(at.key) : elementAt(variable?.indexed, variable?.value, at.index);
    },
    set: (name, subscript, value) => {
      if (subscript === undefined) {
        variables.set(name, value);
        noticeAssignment(shell, name, value);
      } else variables.setElement(name, subscriptOf(shell, name, subscript), value);
    },
  };
}

function elementAt(indexed: ReadonlyMap<number, string> | undefined, scalar: string | undefined, index: number): string | undefined {
  if (indexed === undefined) return index === 0 ? scalar : undefined;
  return indexed.get(index < 0 ? Math.max(-1, ...indexed.keys()) + 1 + index : index);
}

/** What a subscript means for a variable: a key of an associative array, else a number. */
export function subscriptOf(shell: Shell, name: string, subscript: string): Subscript {
  if (shell.variables.find(name)?.associative !== undefined) return { key: subscript };
  return { index: Number(evaluateIn(shell, subscript)) };
}
