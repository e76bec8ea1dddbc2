import { useCallback, useEffect, useId, useRef } from 'react';
import type { ComponentType, ReactNode, RefObject } from 'react';

interface MenuProps {
  /** What the button shows. */
  readonly button: ReactNode;
  /** What the button is called when it shows a sign only. */
  readonly label: string;
  readonly className?: string;
  readonly title?: string;
  readonly Panel: ComponentType<{ readonly close: () => void }>;
}

/** A button that opens a panel under itself. The browser closes it on Escape and on a press elsewhere. */
export function Menu({ button, label, className = 'button', title, Panel }: MenuProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDialogElement>(null);
  const close = useCallback(() => panel.current?.hidePopover(), []);
  usePlacement(opener, panel);
  return (
    <>
      <button ref={opener} type="button" className={className} aria-label={label} aria-haspopup="dialog" title={title} popoverTarget={id}>
        {button}
      </button>
      <dialog ref={panel} id={id} popover="auto" aria-label={label} className="menu">
        <Panel close={close} />
      </dialog>
    </>
  );
}

/** Puts the panel under its button and inside the window each time it opens. */
function usePlacement(opener: RefObject<HTMLButtonElement | null>, panel: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const element = panel.current;
    if (element === null) return undefined;
    const place = () => {
      const at = opener.current?.getBoundingClientRect();
      if (at === undefined || !element.matches(':popover-open')) return;
      const left = Math.max(8, Math.min(at.left, window.innerWidth - element.offsetWidth - 8));
      element.style.left = `${left}px`;
      element.style.top = `${at.bottom + 6}px`;
      element.style.maxHeight = `${window.innerHeight - at.bottom - 20}px`;
    };
    element.addEventListener('toggle', place);
    window.addEventListener('resize', place);
    return () => {
      element.removeEventListener('toggle', place);
      window.removeEventListener('resize', place);
    };
  }, [opener, panel]);
}
