import type { TranscriptStep } from '#session/transcript.ts';
import { outputLines, type Shape } from './outputText.ts';
import type { Reading } from './tokens.ts';

/** A step as it is compared: what was typed, what came out (`! ` before the error stream) and the exit code. */
export function stepText(step: TranscriptStep, reading: Reading): string {
  return stepLines(step, reading, '').join('\n');
}

function stepLines(step: TranscriptStep, reading: Reading, indentation: string): readonly string[] {
  const command = step.run ?? step.watch;
  if (command === undefined) return [`${indentation}# ${waitText(step)}`];
  const shape = shapeOf(step, command);
  const lines = (output: string | undefined, mark: string) => outputLines(output ?? '', shape, reading).map((line) => indentation + mark + line);
  return [
    `${indentation}$ ${command}`,
    ...(step.during ?? []).flatMap((during) => stepLines(during, reading, `${indentation}  `)),
    ...lines(step.stdout, ''),
    ...lines(step.stderr, '! '),
    ...(step.run !== undefined && step.exitCode !== undefined && step.exitCode !== 0 ? [`${indentation}[exit ${step.exitCode}]`] : []),
  ];
}

function shapeOf({ watch, unordered }: TranscriptStep, command: string): Shape {
  if (watch !== undefined) return unordered === true ? 'unordered watch' : 'watch';
  if (/kubectl drain|label .* --list/.test(command)) return 'set';
  return command.includes('rollout status') ? 'progress' : 'plain';
}

function waitText(step: TranscriptStep): string {
  if (step.settle === true) return 'settle';
  if (step.sleep !== undefined) return `sleep ${step.sleep}`;
  return step.fault === undefined ? `until ${step.until ?? ''} ~ ${step.matches ?? ''}` : `fault ${step.fault}`;
}
