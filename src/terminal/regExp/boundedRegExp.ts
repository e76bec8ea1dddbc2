import { parseRegExp, type RegExpNode } from './parseRegExp.ts';
import { regExpProgram } from './regExpProgram.ts';
import { RegExpLimit, runProgram, type Search } from './runProgram.ts';

/** So many steps the language's own search may take; its time can grow with a power of the text's length, or faster. */
const MOST_OWN_STEPS = 20_000_000;

/**
 * An expression that a person wrote, as the language's own, but one that never hangs: where its own search could take
 * too long for a text, another one is used, whose time grows with the text's length only. What that cannot do throws
 * {@link RegExpLimit}. Throws SyntaxError as RegExp does.
 */
export function boundedRegExp(source: string, flags = ''): RegExp {
  const native = new RegExp(source, flags);
  // Most patterns have one star at most, or none.
  if (!isSuspicious(source)) return native;
  const parsed = parseRegExp(source, flags);
  if (parsed === undefined) return native;
  const power = powerOf(parsed.node);
  if (power <= 2) return native;

  let search: Search | undefined;
  const searchOf = (): Search => {
    const program = regExpProgram(parsed);
    if (program === undefined) throw new RegExpLimit('too large a pattern');
    return (search ??= { program, groupCount: parsed.groupCount, isUnicode: flags.includes('u'), isMultiline: flags.includes('m'), hasReferences: hasReferences(parsed.node) });
  };

  const exec = (text: string): RegExpExecArray | null => {
    if (text.length ** power <= MOST_OWN_STEPS) return RegExp.prototype.exec.call(native, text);
    const usesIndex = native.global || native.sticky;
    const from = usesIndex ? native.lastIndex : 0;
    const slots = from > text.length ? undefined : runProgram(search ?? searchOf(), text, from, native.sticky);
    if (usesIndex) native.lastIndex = slots?.[1] ?? 0;
    return slots === undefined ? null : resultOf(text, slots);
  };
  Object.defineProperty(native, 'exec', { value: exec });
  // matchAll and split work on a copy: it has to be bounded too.
  const copy = function (original: RegExp, copyFlags: string) {
    return boundedRegExp(original.source, copyFlags);
  };
  Object.defineProperty(native, 'constructor', { value: { [Symbol.species]: copy } });
  return native;
}

function resultOf(text: string, slots: readonly number[]): RegExpExecArray {
  const pieces: string[] = [];
  for (let slot = 0; slot < slots.length; slot += 2) {
    const [from = -1, to = -1] = slots.slice(slot, slot + 2);
    // A group that took no part is undefined, whatever the type of such an array says.
    pieces.push((from < 0 || to < 0 ? undefined : text.slice(from, to)) as string);
  }
  return Object.assign(pieces, { 0: pieces[0] ?? '', index: slots[0] ?? 0, input: text });
}

function isSuspicious(source: string): boolean {
  return (source.match(/[*+{]/g)?.length ?? 0) > 1 || /\)[*+{]|\\[1-9]/.test(source);
}

/** The power of the text's length with which the language's own search may grow; infinite for loops in loops. */
function powerOf(node: RegExpNode): number {
  return 1 + loopsOf(node, false);
}

function loopsOf(node: RegExpNode, isInLoop: boolean): number {
  switch (node.type) {
    case 'group':
    case 'look':
      return loopsOf(node.body, isInLoop);
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + loopsOf(part, isInLoop), 0);
    case 'choice': {
      if (isInLoop) return Number.POSITIVE_INFINITY;
      return Math.max(...node.branches.map((branch) => loopsOf(branch, isInLoop)));
    }
    case 'repeat': {
      const isLoop = node.most > 20;
      const inner = loopsOf(node.body, isInLoop || node.most > 1);
      if (inner > 0 && node.most > 1) return Number.POSITIVE_INFINITY;
      if (isInLoop && node.most !== node.least) return Number.POSITIVE_INFINITY;
      return inner + (isLoop ? 1 : 0);
    }
    case 'reference':
      return 1;
    default:
      return 0;
  }
}

function hasReferences(node: RegExpNode): boolean {
  if (node.type === 'reference') return true;
  if (node.type === 'sequence') return node.parts.some(hasReferences);
  if (node.type === 'choice') return node.branches.some(hasReferences);
  return 'body' in node && hasReferences(node.body);
}
