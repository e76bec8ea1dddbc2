import { Plus, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { TerminalFrame } from '#session/session.ts';
import { formatClock } from '../shell/ClockFace.tsx';
import { useIsTouch } from '../shell/useMedia.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import './terminal.css';

const fetchXterm = () => import('./XtermView.tsx').then(({ XtermView: component }) => ({ default: component }));
const fetchTouch = () => import('./TouchTerminal.tsx').then(({ TouchTerminal: component }) => ({ default: component }));
const XtermView = lazy(fetchXterm);
const TouchTerminal = lazy(fetchTouch);

/** The terminals as tabs. What draws them is fetched beside the programs that will run in them. */
export function TerminalRegion() {
  const t = useT();
  const terminals = useApp(({ frame }) => frame.terminals).filter(({ isOpen }) => isOpen);
  const active = useApp((state) => state.activeTerminal);
  const isTouch = useIsTouch();
  const current = terminals.find(({ id }) => id === active) ?? terminals[0];
  const View = isTouch ? TouchTerminal : XtermView;
  useEffect(() => void (isTouch ? fetchTouch() : fetchXterm()), [isTouch]);
  return (
    <div className="terminals">
      <TerminalTabs terminals={terminals} current={current} />
      <div className="terminal-body" id="terminal-body" role="tabpanel" aria-label={current?.title ?? t('terminal.title')}>
        {current === undefined ? (
          <p className="panel-empty">{t('terminal.none')}</p>
        ) : (
          <Suspense fallback={<p className="terminal-loading mono">{t('terminal.loading')}</p>}>
            <View key={current.id} terminal={current.id} title={current.title} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** How a keyboard gets out; in the past, that nothing can be typed. */
function TerminalHint() {
  const t = useT();
  const isPast = useApp((state) => state.present !== undefined);
  const atMs = useApp((state) => Math.floor(state.nowMs / 1000) * 1000);
  return (
    <span className={`terminal-hint${isPast ? ' is-past-hint' : ''}`} id="terminal-hint">
      {isPast ? t('past.terminal', { time: formatClock(atMs).slice(0, 8) }) : t('terminal.leaveHint')}
    </span>
  );
}

function TerminalTabs({ terminals, current }: { readonly terminals: readonly TerminalFrame[]; readonly current: TerminalFrame | undefined }) {
  const t = useT();
  const store = useAppStore();
  const list = useRef<HTMLDivElement>(null);
  const activate = (id: number) => store.getState().activateTerminal(id);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0 || current === undefined) return;
    event.preventDefault();
    const index = (terminals.indexOf(current) + by + terminals.length) % terminals.length;
    const next = terminals[index];
    if (next !== undefined) activate(next.id);
    list.current?.querySelectorAll<HTMLButtonElement>('[role="tab"]')[index]?.focus();
  };
  const open = () => {
    store.getState().dispatch({ do: 'openTerminal' });
    const opened = store.getState().session.frame().terminals.findLast(({ isOpen }) => isOpen);
    if (opened !== undefined) activate(opened.id);
  };
  return (
    <div className="terminal-bar">
      {/* The tabs inside take the focus, one at a time. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div className="terminal-tabs" role="tablist" aria-label={t('terminal.title')} ref={list} onKeyDown={onKeyDown}>
        {terminals.map((terminal) => (
          <button
            key={terminal.id}
            id={`terminal-tab-${terminal.id}`}
            type="button"
            role="tab"
            aria-selected={terminal === current}
            aria-controls="terminal-body"
            tabIndex={terminal === current ? 0 : -1}
            onClick={() => activate(terminal.id)}
          >
            {terminal.title}
            {!terminal.isWaitingForPerson && (
              <>
                <span className="busy-dot" aria-hidden="true" />
                <span className="visually-hidden">{t('terminal.busy')}</span>
              </>
            )}
          </button>
        ))}
      </div>
      <button type="button" className="icon-button is-quiet" aria-label={t('terminal.open')} title={t('terminal.open')} onClick={open}>
        <Plus size={16} aria-hidden="true" />
      </button>
      {terminals.length > 1 && current !== undefined && (
        <button type="button" className="icon-button is-quiet" aria-label={t('terminal.close', { title: current.title })} title={t('terminal.close', { title: current.title })} onClick={() => store.getState().dispatch({ do: 'closeTerminal', terminal: current.id })}>
          <X size={15} aria-hidden="true" />
        </button>
      )}
      <TerminalHint />
    </div>
  );
}
