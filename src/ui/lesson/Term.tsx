import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { GlossaryEntry } from '#lessons/glossary/en.ts';

const CARD_W = 320;

/** A word of the glossary: pointed at or focused, it shows its card beside the panel. */
export function Term({ entry, children }: { readonly entry: GlossaryEntry; readonly children: ReactNode }) {
  const id = useId();
  const word = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const open = () => {
    const at = word.current?.getBoundingClientRect();
    if (at === undefined) return;
    setPlace({ x: Math.max(8, Math.min(at.left, window.innerWidth - CARD_W - 12)), y: Math.min(at.bottom + 6, window.innerHeight - 170) });
  };
  const close = () => setPlace(undefined);
  // A finger's press opens the card by what a mouse and the focus do; the click behind it must not close it again.
  const wasOpen = useRef<boolean | undefined>(undefined);
  const press = () => {
    const isOpen = wasOpen.current ?? place !== undefined;
    wasOpen.current = undefined;
    if (isOpen) close();
    else open();
  };
  return (
    <span className="term-box" onMouseLeave={close}>
      <button
        ref={word}
        type="button"
        className="term"
        aria-expanded={place !== undefined}
        aria-describedby={place === undefined ? undefined : id}
        onPointerDown={() => {
          wasOpen.current = place !== undefined;
        }}
        onClick={press}
        onMouseEnter={open}
        onFocus={open}
        onBlur={close}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || place === undefined) return;
          event.stopPropagation();
          close();
        }}
      >
        {children}
      </button>
      {place !== undefined && (
        <span className="term-card" id={id} role="tooltip" style={{ left: place.x, top: place.y, width: CARD_W }}>
          <strong>{entry.word}</strong>
          <span>{codeOf(entry.text)}</span>
        </span>
      )}
    </span>
  );
}

/** The cards know no words but code. */
function codeOf(text: string): ReactNode {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece));
}
