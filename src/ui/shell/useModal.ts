import { useEffect, useRef } from 'react';
import type { RefObject, SyntheticEvent } from 'react';

interface Modal {
  readonly close: () => void;
  /** For the dialog itself. */
  readonly props: {
    readonly ref: RefObject<HTMLDialogElement | null>;
    readonly onCancel: (event: SyntheticEvent<HTMLDialogElement>) => void;
    readonly onClose: () => void;
  };
}

/**
 * A dialog over the page. Closed by Escape or by {@link Modal.close} it is over at once: the browser tells of that only a
 * little later, and what is pressed or dropped until then would be taken for its own. The focus goes back to where it was.
 */
export function useModal(leave: () => void): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    };
  }, []);
  const close = () => {
    ref.current?.close();
    leave();
  };
  const onCancel = (event: SyntheticEvent<HTMLDialogElement>) => {
    // A window in which files are chosen tells of its end by the same name.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    close();
  };
  return { close, props: { ref, onCancel, onClose: leave } };
}
