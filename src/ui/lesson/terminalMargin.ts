import type { IDecoration, IMarker, Terminal } from '@xterm/xterm';
import type { OutputNote } from '#lessons/lesson.ts';
import { plainText } from './RichText.tsx';

/** A note with less room than this is not shown beside its line. */
const LEAST_COLUMNS = 24;
/** Between the line and its note. */
const GAP = 2;
/** Notes stand one under the other, so far from the right edge, unless their line is longer. */
const USUAL_COLUMNS = 64;

interface Placed {
  readonly marker: IMarker;
  readonly text: string;
  readonly decoration: IDecoration | undefined;
}

/** The room to the right of a terminal's lines, where notes can stand. */
export interface Margin {
  /** Another step begins: when it has just begun, only lines from here on are its own. */
  begin(step: string, isFresh: boolean): void;
  /** Puts each note beside the first line of the step that it explains, once that line is there. */
  explain(notes: readonly OutputNote[], texts: Readonly<Record<string, string>>): void;
  dispose(): void;
}

export function createMargin(view: Terminal): Margin {
  const placed = new Map<string, Placed>();
  let step: string | undefined;
  let start: IMarker | undefined;

  const write = (key: string, marker: IMarker, text: string) => {
    placed.get(key)?.decoration?.dispose();
    placed.set(key, { marker, text, decoration: noteBeside(view, marker, text) });
  };

  return {
    begin: (next, isFresh) => {
      if (next === step) return;
      step = next;
      start?.dispose();
      start = isFresh ? view.registerMarker(0) : undefined;
    },
    explain: (notes, texts) => {
      if (view.buffer.active.type === 'alternate') return;
      for (const { id, find } of notes) {
        const key = `${step ?? ''}/${id}`;
        const text = plainText(texts[id] ?? '');
        const known = placed.get(key);
        if (known !== undefined && !known.marker.isDisposed) {
          if (known.text !== text) write(key, known.marker, text);
          continue;
        }
        const line = lineOf(view, find, start);
        const marker = line === undefined ? undefined : view.registerMarker(line - cursorLine(view));
        if (marker !== undefined) write(key, marker, text);
      }
    },
    dispose: () => {
      start?.dispose();
      for (const { decoration, marker } of placed.values()) {
        decoration?.dispose();
        marker.dispose();
      }
    },
  };
}

function cursorLine({ buffer: { active } }: Terminal): number {
  return active.baseY + active.cursorY;
}

/** The first line from the start on that has the text; of a step that was not seen to begin, the last one. */
function lineOf(view: Terminal, find: string, start: IMarker | undefined): number | undefined {
  const from = start === undefined || start.isDisposed ? 0 : start.line;
  const lines = Array.from({ length: cursorLine(view) + 1 - from }, (_, index) => from + index);
  const has = (line: number) => view.buffer.active.getLine(line)?.translateToString(true).includes(find) === true;
  return start === undefined ? lines.findLast(has) : lines.find(has);
}

function noteBeside(view: Terminal, marker: IMarker, text: string): IDecoration | undefined {
  const end = (view.buffer.active.getLine(marker.line)?.translateToString(true).length ?? 0) + GAP;
  const x = Math.max(end, view.cols - USUAL_COLUMNS);
  const width = view.cols - x;
  if (text === '' || width < LEAST_COLUMNS) return undefined;
  const decoration = view.registerDecoration({ marker, x, width });
  decoration?.onRender((element) => {
    element.classList.add('terminal-note');
    // The lesson's panel says it to those who hear.
    element.setAttribute('aria-hidden', 'true');
    element.textContent = text;
  });
  return decoration;
}
