/** A point of the window and by how much two fingers have gone apart there since the last call: above 1 further, below 1 closer. */
export type OnPinch = (clientX: number, clientY: number, factor: number) => void;

/** Listens to two fingers on an element, and keeps them from magnifying the page. Call the answer to stop. */
export function listenPinch(element: Element, onPinch: OnPinch): () => void {
  let spread = 0;
  const onTouch = (event: Event) => {
    const [a, b] = event instanceof TouchEvent ? event.touches : [];
    if (a === undefined || b === undefined) {
      spread = 0;
      return;
    }
    event.preventDefault();
    const now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    if (spread > 0 && now > 0) onPinch((a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2, now / spread);
    spread = now;
  };
  const stop = new AbortController();
  // React listens without the right to keep the page from zooming.
  for (const name of TOUCHES) element.addEventListener(name, onTouch, { passive: false, signal: stop.signal });
  return () => stop.abort();
}

const TOUCHES = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;
