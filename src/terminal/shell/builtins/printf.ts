import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import { formatPrintf, type PrintfProblem } from '../formatPrintf.ts';
import { complain, complainAsShell, type Shell } from '../shell.ts';
import { isName } from '../variables.ts';
import { subscriptOf } from '../expand/expression.ts';

const usage = 'printf [-v var] format [arguments]';

/** Formatted output; `-v` puts it into a variable. */
export const printf = defineBuiltin({
  name: 'printf',
  usage,
  summary: 'Formats and prints ARGUMENTS under control of the FORMAT.',
  run: (call) => {
    const { shell } = call;
    let { args } = call;
    let variable: string | undefined;
    if (shell.dialect.name === 'bash' && args[0] === '-v') {
      variable = args[1];
      args = args.slice(2);
      if (variable === undefined || !isName(variable.replace(/\[.*\]$/, ''))) return wrongVariable(shell, variable ?? '');
    }
    if (args[0] === '--') args = args.slice(1);
    const [format, ...values] = args;
    if (format === undefined) return noFormat(call);
    const result = formatPrintf(format, values, { unixNow: shell.kernel.unixNow(), dialect: shell.dialect.name });
    if (variable === undefined) shell.process.out(result.text);
    else storeIn(shell, variable, result.text);
    for (const problem of result.problems) report(shell, problem);
    return result.problems.every(({ kind }) => kind === 'range') ? 0 : shell.dialect.name === 'dash' && result.problems.some(({ kind }) => kind === 'format') ? 2 : 1;
  },
});

function storeIn(shell: Shell, target: string, text: string): void {
  const element = /^(\w+)\[(.*)\]$/.exec(target);
  if (element?.[1] === undefined) shell.variables.set(target, text);
  else shell.variables.setElement(element[1], subscriptOf(shell, element[1], element[2] ?? ''), text);
}

function wrongVariable(shell: Shell, name: string): number {
  complain(shell, `\`${name}': not a valid identifier`);
  return 2;
}

function noFormat({ shell }: BuiltinCall): number {
  if (shell.dialect.name === 'bash') shell.process.err(`printf: usage: ${usage}\n`);
  else if (shell.dialect.name === 'ash') complainAsShell(shell, 'usage: printf FORMAT [ARGUMENT...]');
  else complain(shell, 'usage: printf format [arg ...]');
  return 2;
}

function report(shell: Shell, { kind, text }: PrintfProblem): void {
  switch (shell.dialect.name) {
    case 'bash':
      if (kind === 'range') complain(shell, `warning: ${text}: Numerical result out of range`);
      else if (kind === 'unfinished') complain(shell, "`%': missing format character");
      else complain(shell, kind === 'format' ? `\`${text}': invalid format character` : `${text}: invalid ${kind === 'octal' ? 'octal ' : ''}number`);
      break;
    case 'ash':
      complainAsShell(shell, kind !== 'format' ? `invalid number '${text}'` : `%${text}: invalid format`);
      break;
    case 'dash':
      complain(shell, kind !== 'format' ? `${text}: expected numeric value` : `%${text}: invalid directive`);
      break;
  }
}
