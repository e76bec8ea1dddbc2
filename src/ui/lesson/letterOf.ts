/** What a choice is called on the stage and in the list: A, B, C. */
export function letterOf(index: number): string {
  return String.fromCodePoint(65 + index);
}
