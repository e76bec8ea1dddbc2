import type { Eval } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import { compareFiles, compareNumbers, testUnary } from '../fileTests.ts';
import { evaluateIn } from '../expand/expression.ts';
import { expandPattern, expandRegExp, expandText } from '../expand/expandWord.ts';
import { quotedWhenNeeded } from '../expand/quoting.ts';
import { matches } from '../expand/pattern.ts';
import type { TestExpression } from '../parser.ts';
import { toRegExp } from '../posixRegExp.ts';
import { complain, type Shell } from '../shell.ts';
import { traceCompound } from './trace.ts';

/** `[[ … ]]`: 0 for true, 1 for false, 2 for a mistake. */
export function* testCondition(shell: Shell, expression: TestExpression): Eval<number> {
  try {
    return (yield* isTrue(shell, expression)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ShellError) || error.kind !== 'command') throw error;
    if (error.message !== '') complain(shell, error.message);
    return error.status;
  }
}

function* isTrue(shell: Shell, expression: TestExpression): Eval<boolean> {
  switch (expression.type) {
    case 'TestGroup':
      return yield* isTrue(shell, expression.expression);
    case 'TestNot':
      return (yield* isTrue(shell, expression.operand)) !== (expression.negations.length % 2 === 1);
    case 'TestLogical': {
      const isAnd = expression.operator === '&&';
      for (const operand of expression.operands) if ((yield* isTrue(shell, operand)) !== isAnd) return !isAnd;
      return isAnd;
    }
    case 'TestUnary': {
      const operand = yield* expandText(shell, expression.operand);
      yield* traceCompound(shell, `[[ ${expression.operator} ${quotedWhenNeeded(operand)} ]]`);
      return testUnary(shell, expression.operator, operand);
    }
    case 'TestBinary':
      return yield* testBinary(shell, expression);
  }
}

type Binary = Extract<TestExpression, { readonly type: 'TestBinary' }>;

function* testBinary(shell: Shell, { operator, left, right }: Binary): Eval<boolean> {
  const text = yield* expandText(shell, left);
  const ignoreCase = shell.shopt.get('nocasematch') === true;
  if (shell.options.has('xtrace')) yield* traceCompound(shell, `[[ ${quotedWhenNeeded(text)} ${operator} ${yield* expandPattern(shell, right)} ]]`);
  if (operator === '=' || operator === '==' || operator === '!=') return matches(yield* expandPattern(shell, right), text, ignoreCase) === (operator !== '!=');
  if (operator === '=~') return matchExpression(shell, text, yield* expandRegExp(shell, right), ignoreCase);
  const other = yield* expandText(shell, right);
  if (operator === '<') return text < other;
  if (operator === '>') return text > other;
  if (operator === '-nt' || operator === '-ot' || operator === '-ef') return compareFiles(shell, operator, text, other);
  return compareNumbers(operator, evaluateIn(shell, text), evaluateIn(shell, other));
}

function matchExpression(shell: Shell, text: string, source: string, ignoreCase: boolean): boolean {
  const expression = toRegExp(source, ignoreCase);
  // Status 2 and no message, as bash.
  if (expression === undefined) throw new ShellError('', { kind: 'command', status: 2 });
  const match = expression.exec(text);
  shell.variables.setArray('BASH_REMATCH', new Map([...(match ?? [])].map((group, index) => [index, group ?? ''])));
  return match !== null;
}
