import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useApp, useT } from '../store/store.ts';
import type { Toast } from '../store/viewSlice.ts';

/** How long a toast stays unless it is closed, in real milliseconds. */
const SHOWN_MS = 9000;

/** Says what was done, and offers one step. */
export function Toasts() {
  const toasts = useApp((state) => state.toasts);
  return (
    <output className="toasts">
      {toasts.map((toast) => (
        <ToastBox key={toast.id} toast={toast} />
      ))}
    </output>
  );
}

function ToastBox({ toast }: { readonly toast: Toast }) {
  const t = useT();
  const dropToast = useApp((state) => state.dropToast);
  useEffect(() => {
    const timer = window.setTimeout(() => dropToast(toast.id), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [dropToast, toast.id]);
  return (
    <div className={`toast tone-${toast.tone}`}>
      <div>
        <strong>{toast.title}</strong>
        <small className={toast.isMono === true ? 'mono' : ''}>{toast.text}</small>
      </div>
      {toast.action !== undefined && (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            toast.action?.run();
            dropToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" className="icon-button is-quiet" aria-label={t('close')} onClick={() => dropToast(toast.id)}>
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
