import { X } from 'lucide-react';
import { useEffect, useId } from 'react';
import type { ReactNode } from 'react';
import { useApp, useT } from '../store/store.ts';
import type { Sheet as SheetName } from '../store/viewSlice.ts';
import { useModal } from './useModal.ts';

interface SheetProps {
  readonly name: SheetName;
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A dialog over the page. Escape and the sign in its corner close it; the focus goes back to where it was. */
export function Sheet({ name, title, className = '', children }: SheetProps) {
  const isOpen = useApp((state) => state.sheet === name);
  return isOpen ? (
    <OpenSheet title={title} className={className}>
      {children}
    </OpenSheet>
  ) : null;
}

function OpenSheet({ title, className, children }: Omit<Required<SheetProps>, 'name'>) {
  const t = useT();
  const id = useId();
  const openSheet = useApp((state) => state.openSheet);
  const { close, props } = useModal(() => openSheet(undefined));
  const { ref } = props;
  useEffect(() => {
    // What the sheet is for comes before the sign that closes it.
    ref.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [ref]);
  return (
    <dialog {...props} className={`dialog ${className}`} aria-labelledby={id}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="icon-button is-quiet" aria-label={t('close')} onClick={close}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
