import { autocompletion, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { indentService } from '@codemirror/language';
import type { IndentContext } from '@codemirror/language';
import { lintGutter, linter, lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, keymap } from '@codemirror/view';
import type { EditorView } from '@codemirror/view';
import type { FeatureGates } from '#engine/kinds/kind.ts';
import { fetchDescriptions } from '../../explainTexts.ts';
import { completionsAt, fieldAt } from './completions.ts';
import type { Described, NamesOf, Offer } from './completions.ts';
import { indentAfter } from './indentAfter.ts';
import { manifestDiagnostics } from './manifestDiagnostics.ts';

/** How soon after the last key a text is looked through, in real milliseconds. */
const CHECK_AFTER_MS = 300;
/** Longer texts are coloured and not looked through: the page stays quick. */
const MOST_CHARACTERS = 200_000;

/** An error for those who do not see its mark. */
export interface ErrorAtLine {
  readonly line: number;
  readonly message: string;
}

/** What makes an editor know manifests: colours, what may stand where, what it means, and what is wrong at its place. */
export function manifestSupport(gates: FeatureGates, namesOf: NamesOf, onErrors: (errors: readonly ErrorAtLine[]) => void): Extension {
  return [
    yaml(),
    indentService.of(indentOfNewLine),
    lintGutter(),
    linter(
      (view) => {
        const text = view.state.doc.length > MOST_CHARACTERS ? '' : view.state.doc.toString();
        const found = manifestDiagnostics(text, gates);
        onErrors(found.filter(({ severity }) => severity === 'error').map(({ from, message }) => ({ line: view.state.doc.lineAt(from).number, message })));
        return found;
      },
      { delay: CHECK_AFTER_MS },
    ),
    autocompletion({ override: [(context) => complete(context, namesOf)], icons: false, maxRenderedOptions: 80 }),
    hoverTooltip(explainUnder),
    keymap.of([...completionKeymap, ...lintKeymap]),
  ];
}

/** Only a line that is being broken is moved: what stands stays where somebody put it. */
function indentOfNewLine(context: IndentContext, position: number): number | undefined {
  if (context.simulatedBreak === null) return undefined;
  const { doc } = context.state;
  const line = doc.lineAt(position);
  const rest = line.text.slice(position - line.from).trim();
  let next = rest === '' ? line.number + 1 : doc.lines + 1;
  while (next <= doc.lines && doc.line(next).text.trim() === '') next += 1;
  return indentAfter(context.lineAt(position, -1).text, next <= doc.lines ? doc.line(next).text : undefined);
}

function complete({ state, pos, explicit }: CompletionContext, namesOf: NamesOf): CompletionResult | null {
  if (state.doc.length > MOST_CHARACTERS) return null;
  const found = completionsAt(state.doc.toString(), pos, namesOf);
  if (found === undefined || found.offers.length === 0) return null;
  // An empty line is no question by itself.
  if (!explicit && found.from === pos && state.doc.lineAt(pos).text.trim() === '') return null;
  return { from: found.from, options: found.offers.map(optionOf), validFor: /^[\w./-]*$/ };
}

function optionOf({ label, insert, detail, isRequired, described }: Offer): Completion {
  return {
    label,
    detail: isRequired && detail !== '' ? `${detail} -required-` : detail,
    boost: isRequired ? 1 : 0,
    apply: (view, _completion, from, to) => {
      view.dispatch({ changes: { from, to: endOfWord(view, to), insert }, selection: { anchor: from + insert.length }, userEvent: 'input.complete' });
      // What begins under a name, or behind a colon, has its own choices.
      if (insert !== label) startCompletion(view);
    },
    ...(described === undefined ? {} : { info: () => infoOf(described) }),
  };
}

/** A name that is completed in its middle is replaced whole, its colon too. */
function endOfWord(view: EditorView, to: number): number {
  const rest = view.state.doc.lineAt(to);
  return to + (/^[\w./-]*:? ?/.exec(rest.text.slice(to - rest.from))?.[0].length ?? 0);
}

async function infoOf({ definition, field }: Described): Promise<Node | null> {
  const text = (await fetchDescriptions())[definition]?.[field];
  return text === undefined ? null : paragraph('manifest-info', text);
}

async function explainUnder(view: EditorView, position: number) {
  if (view.state.doc.length > MOST_CHARACTERS) return null;
  const found = fieldAt(view.state.doc.toString(), position);
  if (found === undefined || position < found.from || position > found.to) return null;
  const text = (await fetchDescriptions())[found.described.definition]?.[found.described.field] ?? '';
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: () => {
      const dom = paragraph('manifest-info', text);
      const head = document.createElement('b');
      head.textContent = `${found.path} ${found.type}`;
      dom.prepend(head);
      return { dom };
    },
  };
}

function paragraph(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(text);
  return element;
}
