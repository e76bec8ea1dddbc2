import type { OutputPiece } from '#session/share/recordOutput.ts';
import type { Mark } from '#session/session.ts';
import { formatClock } from '../shell/ClockFace.tsx';
import type { Translate } from '../i18n/translate.ts';
import { SESSION_MARK } from './sessionMark.ts';

export interface TranscriptParts {
  readonly link: string;
  readonly profile: string;
  readonly seed: number;
  readonly atMs: number;
  readonly marks: readonly Mark[];
  /** The lines of each terminal's screen and scroll-back, in order. */
  readonly screens: readonly (readonly string[])[];
  readonly t: Translate;
}

/** A session as Markdown: what was typed when, and what the terminals show. The link in it opens the session again. */
export function transcriptOf({ link, profile, seed, atMs, marks, screens, t }: TranscriptParts): string {
  const done = marks.filter((mark) => mark.atMs <= atMs).map((mark) => `| ${formatClock(mark.atMs)} | ${cell(mark.text)} |`);
  const table = done.length === 0 ? [] : [`| ${t('transcript.time')} | ${t('transcript.input')} |`, '|---|---|', ...done, ''];
  return [
    `# ${t('transcript.title')}`,
    '',
    t('transcript.about', { profile, seed, time: formatClock(atMs) }),
    '',
    `[${t('transcript.open')}](${link})`,
    '',
    ...table,
    ...screens.flatMap((lines, index) => [`## ${t('transcript.terminal', { number: index + 1 })}`, '', ...fenced(lines), '']),
  ].join('\n');
}

function cell(text: string): string {
  return `\`${text.replaceAll('|', '\\|').replaceAll('\n', ' ')}\``;
}

/** A fence that is longer than any in the text. */
function fenced(lines: readonly string[]): readonly string[] {
  const longest = Math.max(2, ...lines.map((line) => /^`+/.exec(line)?.[0].length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}console`, ...lines, fence];
}

/** The first terminal as an asciicast (version 2), at the speed of simulated time. The header keeps the session. */
export function castOf(pieces: readonly OutputPiece[], { columns, rows, unixMs, encoded }: { readonly columns: number; readonly rows: number; readonly unixMs: number; readonly encoded: string }): string {
  const header = { version: 2, width: columns, height: rows, timestamp: Math.floor(unixMs / 1000), title: 'Ordinal', env: { SHELL: '/bin/bash', TERM: 'xterm-256color' }, session: SESSION_MARK + encoded };
  const events = pieces.filter(({ terminal }) => terminal === 1).map(({ atMs, text }) => JSON.stringify([atMs / 1000, 'o', text]));
  return [JSON.stringify(header), ...events, ''].join('\n');
}
