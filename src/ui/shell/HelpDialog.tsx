import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useApp, useT } from '../store/store.ts';
import type { MessageKey } from '../i18n/messages.ts';

const KEYS: readonly (readonly [keys: readonly string[], text: MessageKey])[] = [
  [['Space'], 'help.play'],
  [['.'], 'help.step'],
  [['[', ']'], 'help.speed'],
  [['←', '↑', '→', '↓'], 'help.arrows'],
  [['Enter'], 'help.enter'],
  [['Esc', 'Esc'], 'help.leave'],
  [['?'], 'help.help'],
];

/** What the keys do, and what is simulated. */
export function HelpDialog() {
  const t = useT();
  const isOpen = useApp((state) => state.isHelpOpen);
  const openHelp = useApp((state) => state.openHelp);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="help-title" onClose={() => openHelp(false)}>
      <div className="dialog-head">
        <h2 id="help-title">{t('help.title')}</h2>
        <button type="button" className="icon-button is-quiet" aria-label={t('close')} onClick={() => openHelp(false)}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <p>{t('help.what')}</p>
      <p>{t('help.try')}</p>
      <h3 className="eyebrow">{t('help.keys')}</h3>
      <dl className="key-list">
        {KEYS.map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key, index) => (
                <kbd key={`${key}${index}`}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
