import type { Wait } from '#terminal/process/process.ts';
import type { EditorPort, EditorRequest, EditorResult } from '#terminal/process/process.ts';
import { createCondition } from '#terminal/process/condition.ts';
import type { EditorFrame } from './session.ts';

/** The editors that programs have opened on the page; the newest one is shown. */
export interface Editors {
  readonly port: EditorPort;
  frame(): EditorFrame | undefined;
  /** Writes the file; false when there is no such editor. */
  save(id: number, content: string): boolean;
  close(id: number, code: number): boolean;
  /** Grows with every change. */
  revision(): number;
}

interface OpenEditor {
  readonly id: number;
  readonly request: EditorRequest;
  readonly terminal: number;
  content: string;
  saveError: string | undefined;
  result: EditorResult | undefined;
  readonly closed: ReturnType<typeof createCondition>;
}

/** `terminalOf` tells in which terminal the program runs that opens an editor at this moment. */
export function createEditors(terminalOf: () => number): Editors {
  const open = new Map<number, OpenEditor>();
  let lastId = 0;
  let revision = 0;

  const end = (editor: OpenEditor, result: EditorResult) => {
    if (!open.delete(editor.id)) return;
    editor.result = result;
    revision += 1;
    editor.closed.notify();
  };

  return {
    port: {
      open: (request) => {
        lastId += 1;
        const editor: OpenEditor = {
          id: lastId, request, terminal: terminalOf(), content: request.content, saveError: undefined, result: undefined, closed: createCondition('the editor'),
        };
        open.set(editor.id, editor);
        revision += 1;
        const closed: Wait = editor.closed;
        return {
          closed,
          result: () => editor.result,
          cancel: () => {
            end(editor, { code: 1 });
          },
        };
      },
    },
    frame: () => {
      const editor = [...open.values()].at(-1);
      if (editor === undefined) return undefined;
      const { program, path, isNew, readOnly } = editor.request;
      return { id: editor.id, terminal: editor.terminal, program, path, content: editor.content, isNew, readOnly, saveError: editor.saveError };
    },
    save: (id, content) => {
      const editor = open.get(id);
      if (editor === undefined) return false;
      editor.saveError = editor.request.readOnly ? "E45: 'readonly' option is set (add ! to override)" : editor.request.save(content);
      if (editor.saveError === undefined) editor.content = content;
      revision += 1;
      return true;
    },
    close: (id, code) => {
      const editor = open.get(id);
      if (editor === undefined) return false;
      end(editor, { code });
      return true;
    },
    revision: () => revision,
  };
}
