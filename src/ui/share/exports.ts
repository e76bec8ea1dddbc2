import { strToU8, zipSync } from 'fflate';
import { recordOutput } from '#session/share/recordOutput.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { createScreenText } from '../terminal/screenText.ts';
import type { AppState } from '../store/store.ts';
import { whenSession } from '../whenSession.ts';
import { manifestFiles } from './manifests.ts';
import { pngOf, svgOf } from './picture.ts';
import { withSession } from './pngText.ts';
import { encodeShortest, linkTo, sharedOf } from './sessionLink.ts';
import { castOf, transcriptOf } from './transcript.ts';

/** A file to hand out. */
export interface ExportFile {
  readonly name: string;
  readonly content: Blob;
}

export type ExportFormat = 'svg' | 'png' | 'markdown' | 'cast' | 'zip';

/** Makes the file of a format; undefined where there is no picture to take. */
export async function exportAs(format: ExportFormat, state: AppState): Promise<ExportFile | undefined> {
  // Finding the shortest text replays the session: once for a file, however many parts it has.
  const encoded = encodeShortest(state, 'moment');
  switch (format) {
    case 'svg':
      return fileOf('ordinal.svg', 'image/svg+xml', pictureOf(encoded));
    case 'png': {
      const svg = pictureOf(encoded);
      const png = svg === undefined ? undefined : await pngOf(svg);
      return png === undefined ? undefined : { name: 'ordinal.png', content: new Blob([withSession(new Uint8Array(await png.arrayBuffer()), encoded)], { type: 'image/png' }) };
    }
    case 'markdown':
      return fileOf('ordinal.md', 'text/markdown', await markdownOf(state, encoded));
    case 'cast':
      return fileOf('ordinal.cast', 'application/x-asciicast', await castText(state, encoded));
    case 'zip':
      return { name: 'ordinal.zip', content: new Blob([await zipOf(state, encoded)], { type: 'application/zip' }) };
  }
}

function fileOf(name: string, type: string, text: string | undefined): ExportFile | undefined {
  return text === undefined ? undefined : { name, content: new Blob([text], { type }) };
}

function pictureOf(encoded: string): string | undefined {
  const stage = document.querySelector<SVGSVGElement>('.stage-svg');
  return stage === null ? undefined : svgOf(stage, encoded);
}

async function markdownOf(state: AppState, encoded: string): Promise<string> {
  const { session, frame, nowMs, t } = state;
  const screens = await Promise.all(frame.terminals.map(({ id }) => screenOf(session.output(id, 0).text)));
  const { profile, seed } = session.options;
  return transcriptOf({ link: linkTo(encoded, location), profile: profile.name, seed, atMs: nowMs, marks: frame.marks, screens, t });
}

const COLUMNS = 120;
const ROWS = 30;

function screenOf(text: string): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const screen = createScreenText(COLUMNS, ROWS, (lines) => {
      resolve(lines);
      screen.dispose();
    });
    screen.write(text);
  });
}

async function castText(state: AppState, encoded: string): Promise<string> {
  const shared = sharedOf(state, 'moment');
  const session = state.openSession(shared.profile, shared.seed, state.session.options.lesson);
  // What is played in one go needs all programs: see openSession.
  await whenSession(session, () => !session.isHeld());
  const pieces = recordOutput(session, shared.inputs, shared.atMs);
  const size = shared.inputs.map(({ intent }) => intent).find((intent) => intent.do === 'resize' && intent.terminal === 1);
  const { columns, rows } = size?.do === 'resize' ? size : { columns: COLUMNS, rows: ROWS };
  return castOf(pieces, { columns, rows, unixMs: state.frame.unixNowMs - shared.atMs, encoded });
}

/** Manifests, transcript, recording, picture and the session itself. */
async function zipOf(state: AppState, encoded: string): Promise<Uint8Array<ArrayBuffer>> {
  const objects = state.session.changes().map(({ object }) => object.kind);
  const present: readonly KubeObject[] = [...new Set(objects)].flatMap((kind) => state.frame.list(kind));
  const svg = pictureOf(encoded);
  const texts: Readonly<Record<string, string>> = {
    ...manifestFiles(present, state.session.changes()),
    'transcript.md': await markdownOf(state, encoded),
    'terminal.cast': await castText(state, encoded),
    'session.txt': `${linkTo(encoded, location)}\n`,
    ...(svg === undefined ? {} : { 'stage.svg': svg }),
  };
  return zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])));
}
