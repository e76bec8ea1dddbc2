import type { PaletteItem } from './paletteItems.ts';

const MOST = 60;

/**
 * The items that a query means, best first: each word of it has to be found. What begins with a word comes before
 * what has it inside, and what has it inside before what has only its letters in this order.
 */
export function matchItems(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return items.slice(0, MOST);
  const scored = items.flatMap((item, place) => {
    const cost = costOf(item, words);
    return cost === undefined ? [] : [{ item, cost, place }];
  });
  return scored.sort((a, b) => a.cost - b.cost || a.place - b.place).slice(0, MOST).map(({ item }) => item);
}

function costOf({ text, note = '' }: PaletteItem, words: readonly string[]): number | undefined {
  let sum = text.length / 1000;
  for (const word of words) {
    const cost = wordCost(text.toLowerCase(), word) ?? plus(wordCost(note.toLowerCase(), word), 20);
    if (cost === undefined) return undefined;
    sum += cost;
  }
  return sum;
}

function plus(cost: number | undefined, more: number): number | undefined {
  return cost === undefined ? undefined : cost + more;
}

function wordCost(text: string, word: string): number | undefined {
  const at = text.indexOf(word);
  if (at === 0) return 0;
  if (at > 0) return /[\s/.\-:]/.test(text[at - 1] ?? '') ? 1 : 3;
  return isSpread(text, word) ? 10 : undefined;
}

/** All letters in this order, with others between them. */
function isSpread(text: string, word: string): boolean {
  let at = -1;
  for (const letter of word) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return word.length > 1;
}
