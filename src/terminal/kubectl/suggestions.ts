/** Top-level commands in the order in which suggestions are listed. */
const ORDER =
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion alpha config plugin version api-versions api-resources'.split(' ');

/** Words that people type for a command of another name. */
const HINTS: Readonly<Record<string, readonly string[]>> = { get: ['list', 'ps'], wait: ['list', 'ps'], delete: ['rm'] };

/** `\n\nDid you mean this?\n\tget\n`, or nothing. k8s: cobra findSuggestions. */
export function suggestionsFor(typed: string): string {
  const found = ORDER.filter((name) => distance(typed.toLowerCase(), name) <= 2 || name.startsWith(typed.toLowerCase()) || HINTS[name]?.includes(typed) === true);
  return found.length === 0 ? '' : `\n\nDid you mean this?\n${found.map((name) => `\t${name}\n`).join('')}`;
}

/** Levenshtein's distance. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change);
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
