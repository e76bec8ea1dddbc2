import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, linter } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { yamlProblems } from './yamlProblems.ts';

export interface EditorOptions {
  readonly content: string;
  readonly path: string;
  readonly readOnly: boolean;
  readonly hasViKeys: boolean;
  /** Writes the text; answers whether that went well. */
  readonly save: (text: string) => boolean;
  readonly close: (code: number) => void;
}

export interface EditorActions {
  readonly saveAndClose: () => void;
  readonly closeWithoutSaving: () => void;
  readonly dispose: () => void;
}

/** Opens CodeMirror in an element. The keys of vi come with a chunk of their own. */
export function openEditor(host: HTMLElement, options: EditorOptions): EditorActions {
  const view = new EditorView({ parent: host, state: stateOf(options, []) });
  const actions: EditorActions = {
    saveAndClose: () => {
      if (options.save(view.state.doc.toString())) options.close(0);
    },
    closeWithoutSaving: () => options.close(0),
    dispose: () => view.destroy(),
  };
  view.focus();
  if (options.hasViKeys) void addViKeys(view, options);
  return actions;
}

async function addViKeys(view: EditorView, options: EditorOptions): Promise<void> {
  const { mindCase, viKeys } = await import('./viKeys.ts');
  if (!view.dom.isConnected) return;
  const text = view.state.doc.toString();
  view.setState(stateOf({ ...options, content: text }, [viKeys({ save: () => options.save(view.state.doc.toString()), close: options.close, initial: options.content, text: () => view.state.doc.toString() })]));
  mindCase(view);
  view.focus();
}

function stateOf(options: EditorOptions, first: readonly Extension[]): EditorState {
  return EditorState.create({ doc: options.content, extensions: [...first, ...extensionsOf(options)] });
}

function extensionsOf({ path, readOnly, save }: EditorOptions): readonly Extension[] {
  const isYaml = /\.(ya?ml)$/.test(path) || path.includes('kubectl-edit');
  const saveKey = { key: 'Mod-s', preventDefault: true, run: (view: EditorView) => (void save(view.state.doc.toString()), true) };
  return [
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    indentUnit.of('  '),
    syntaxHighlighting(look),
    keymap.of([saveKey, ...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({ 'aria-label': path, tabindex: '0' }),
    ...(isYaml ? [yaml(), lintGutter(), linter(async (view) => yamlProblems(view.state.doc.toString()))] : []),
  ];
}

const look = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--rev-b)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--mute)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--dim)' },
  { tag: tags.keyword, color: 'var(--pvc)' },
]);
