import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldGutter, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { FeatureGates } from '#engine/kinds/kind.ts';
import type { NamesOf } from './manifest/completions.ts';
import { manifestSupport } from './manifest/manifestSupport.ts';
import type { ErrorAtLine } from './manifest/manifestSupport.ts';
import { STYLE_NONCE } from '../styleNonce.ts';

export interface EditorOptions {
  readonly content: string;
  readonly path: string;
  readonly readOnly: boolean;
  readonly hasViKeys: boolean;
  /** Writes the text; answers whether that went well. */
  readonly save: (text: string) => boolean;
  readonly close: (code: number) => void;
  /** Switches of the cluster that manifests are judged by. */
  readonly gates: FeatureGates;
  /** The objects that a manifest may name. */
  readonly namesOf: NamesOf;
  /** Told which errors are marked, after each look through the text. */
  readonly onErrors?: (errors: readonly ErrorAtLine[]) => void;
  /** Told of each change of the text. */
  readonly onChange?: (text: string) => void;
}

export interface EditorActions {
  readonly text: () => string;
  readonly saveAndClose: () => void;
  readonly closeWithoutSaving: () => void;
  readonly dispose: () => void;
}

/** Opens CodeMirror in an element. The keys of vi come with a chunk of their own, and the text is shown once they are there: no key is taken for text. */
export function openEditor(host: HTMLElement, options: EditorOptions): EditorActions {
  let view: EditorView | undefined;
  let isClosed = false;
  const text = () => view?.state.doc.toString() ?? options.content;
  const show = (first: readonly Extension[]): EditorView | undefined => {
    if (isClosed) return undefined;
    view = new EditorView({ parent: host, state: stateOf(options, first) });
    view.focus();
    return view;
  };
  if (options.hasViKeys) void showWithViKeys(show, options, text);
  else show([]);
  return {
    text,
    saveAndClose: () => {
      if (options.save(text())) options.close(0);
    },
    closeWithoutSaving: () => options.close(0),
    dispose: () => {
      isClosed = true;
      view?.destroy();
    },
  };
}

async function showWithViKeys(show: (first: readonly Extension[]) => EditorView | undefined, options: EditorOptions, text: () => string): Promise<void> {
  const { mindCase, viKeys } = await import('./viKeys.ts');
  const view = show([viKeys({ save: () => options.save(text()), close: options.close, initial: options.content, text })]);
  if (view !== undefined) mindCase(view);
}

function stateOf(options: EditorOptions, first: readonly Extension[]): EditorState {
  return EditorState.create({ doc: options.content, extensions: [...first, ...extensionsOf(options)] });
}

function extensionsOf({ path, readOnly, save, gates, namesOf, onErrors = ignore, onChange }: EditorOptions): readonly Extension[] {
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
    EditorView.cspNonce.of(STYLE_NONCE),
    EditorView.contentAttributes.of({ 'aria-label': path, tabindex: '0' }),
    ...(onChange === undefined ? [] : [EditorView.updateListener.of(({ docChanged, state }) => (docChanged ? onChange(state.doc.toString()) : undefined))]),
    ...(isYaml ? [manifestSupport(gates, namesOf, onErrors)] : []),
  ];
}

const ignore = () => undefined;

const look = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--rev-b)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--mute)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--dim)' },
  { tag: tags.keyword, color: 'var(--pvc)' },
]);
