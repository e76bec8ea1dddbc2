import { getCM, Vim, vim } from '@replit/codemirror-vim';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

export interface ViActions {
  readonly save: () => boolean;
  readonly close: (code: number) => void;
  readonly text: () => string;
  readonly initial: string;
}

let current: ViActions | undefined;
let savedText = '';
let areCommandsDefined = false;

/** The keys of vi for one editor. Its commands are defined once and act on the editor that is open. */
export function viKeys(actions: ViActions): Extension {
  current = actions;
  savedText = actions.initial;
  if (!areCommandsDefined) defineCommands();
  areCommandsDefined = true;
  return vim({ status: true });
}

/**
 * Searches mind upper and lower case, as vi does without `ignorecase`: `:%s/replicas/…/` leaves `readyReplicas` alone.
 * simplified: `\c` and the flag `i` do not change that.
 */
export function mindCase(view: EditorView): void {
  const editor = getCM(view);
  if (editor === null) return;
  const search = editor.getSearchCursor.bind(editor);
  editor.getSearchCursor = (query, position) => search(new RegExp(query.source, query.flags.replace('i', '')), position);
}

function defineCommands(): void {
  const write = () => {
    const isSaved = current?.save() === true;
    if (isSaved) savedText = current?.text() ?? '';
    return isSaved;
  };
  const writeAndQuit = () => {
    if (write()) current?.close(0);
  };
  Vim.defineEx('write', 'w', write);
  Vim.defineEx('wq', 'wq', writeAndQuit);
  Vim.defineEx('xit', 'x', writeAndQuit);
  Vim.defineEx('cquit', 'cq', () => current?.close(1));
  Vim.defineEx('quit', 'q', (cm: Notifying, params: { readonly argString?: string }) => {
    const isForced = params.argString?.startsWith('!') === true;
    if (isForced || current?.text() === savedText) current?.close(0);
    else say(cm, 'E37: No write since last change (add ! to override)');
  });
  Vim.map('ZZ', ':x<CR>', 'normal');
  Vim.map('ZQ', ':q!<CR>', 'normal');
}

interface Notifying {
  openNotification?: (node: Node, options: { readonly bottom: boolean; readonly duration: number }) => void;
}

function say(cm: Notifying, text: string): void {
  const line = document.createElement('span');
  line.className = 'vi-message';
  line.textContent = text;
  cm.openNotification?.(line, { bottom: true, duration: 5000 });
}
