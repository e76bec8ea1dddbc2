import type { LineOutcome } from './givenScene.ts';

/** An outcome without what depends on the moment, on the machine, or on chance. */
export function normalised(outcome: LineOutcome, port: number | undefined): LineOutcome {
  return { stdout: plain(outcome.stdout, port), stderr: plain(outcome.stderr, port), code: outcome.code };
}

function plain(text: string, port: number | undefined): string {
  const placed = port === undefined ? text : text.replaceAll(`http://127.0.0.1:${port}`, 'SERVER').replaceAll(`127.0.0.1:${port}`, 'HOST');
  return placed
    .replaceAll(/https:\/\/[\d.]+:6443/g, 'SERVER')
    .replaceAll(/[\d.]+:6443/g, 'HOST')
    .replaceAll(/^([EWFI])\d{4} [\d:.]+ +\d+ /gm, '$1 ')
    .replaceAll(/exec "[0-9a-f]{64}"/g, 'exec "ID"')
    .replaceAll(/[a-z]+-edit-\d+\.yaml/g, 'EDIT.yaml')
    .replaceAll(/\/tmp\/(LIVE|MERGED)-\d+/g, '/tmp/$1-N')
    .replaceAll(/^(---|\+\+\+) (\S+)\t.*$/gm, '$1 $2\tTIME');
}

/** Are two outcomes the same but for ages? They are told in whole seconds and minutes, and the two clocks are a little apart. */
export function isSame(real: LineOutcome, own: LineOutcome): boolean {
  return real.code === own.code && isSameText(real.stdout, own.stdout) && isSameText(real.stderr, own.stderr);
}

function isSameText(real: string, own: string): boolean {
  return real === own || withoutAges(real) === withoutAges(own);
}

const AGE = /(?<![\w.:-])(?:<invalid>|<unknown>|(?:\d+[ydhms])+)(?![\w.-])/g;

/** Ages become one word, and the padding behind them goes with them. */
export function withoutAges(text: string): string {
  return text.replaceAll(AGE, 'AGE').replaceAll(/ {2,}/g, '  ').replaceAll(/ +$/gm, '').replaceAll(/-{3,}/g, '---');
}
