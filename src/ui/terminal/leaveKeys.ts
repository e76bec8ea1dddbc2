/** Two presses of Escape within this many milliseconds leave the terminal. */
const TWICE_WITHIN_MS = 600;

/**
 * The keys by which a keyboard leaves the terminal, which otherwise takes every key: Escape, or Ctrl+Shift+E. A
 * program that has a use for Escape gets it, and twice leaves that one too. Answers whether the terminal may have
 * the key.
 */
export function leaveKeys(leave: () => void, isEscapeUsed: () => boolean): (event: Pick<KeyboardEvent, 'type' | 'key' | 'ctrlKey' | 'shiftKey' | 'timeStamp'>) => boolean {
  let lastEscapeMs = -Infinity;
  return ({ type, key, ctrlKey, shiftKey, timeStamp }) => {
    if (type !== 'keydown') return true;
    if (ctrlKey && shiftKey && key.toLowerCase() === 'e') {
      leave();
      return false;
    }
    if (key !== 'Escape') {
      lastEscapeMs = -Infinity;
      return true;
    }
    const isLeaving = !isEscapeUsed() || timeStamp - lastEscapeMs <= TWICE_WITHIN_MS;
    lastEscapeMs = isLeaving ? -Infinity : timeStamp;
    if (isLeaving) leave();
    return !isLeaving;
  };
}
