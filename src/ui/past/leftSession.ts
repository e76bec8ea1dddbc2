/** The name of this tab, under which its session is kept. */
export const TAB_KEY = 'ordinal.tab';

/** Was this tab here before? Then it may go on where it was. */
export function hasLeftSession(): boolean {
  try {
    return sessionStorage.getItem(TAB_KEY) !== null;
  } catch {
    return false;
  }
}
