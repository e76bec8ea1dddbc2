import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { shortNameOf } from '../stage/model/objectKeys.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { MarkMenuPlace } from '../store/viewSlice.ts';
import { actionsAbout } from './breakActions.ts';
import { doBreak } from './doBreak.ts';
import { objectActions } from './objectActions.ts';
import { runLine } from './runLine.ts';

/** The menu of a mark on the stage: what to ask about it, what to do with it, and how to break it. */
export function MarkMenu() {
  const place = useApp((state) => state.markMenu);
  return place === undefined ? null : <OpenMenu key={`${place.target.kind}/${place.target.name}/${place.x}/${place.y}`} place={place} />;
}

function OpenMenu({ place }: { readonly place: MarkMenuPlace }) {
  const t = useT();
  const store = useAppStore();
  const menu = useRef<HTMLDivElement>(null);
  const { target } = place;
  const asks = objectActions(store.getState(), target);
  const breaks = actionsAbout(store.getState().frame, target);
  const close = () => store.getState().openMarkMenu(undefined);
  useMenuPlace(menu, place);
  useClosing(menu, close);
  const item = (key: string, text: string, line: string | undefined, run: () => void, isOn = false) => (
    <button
      key={key}
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={`menu-item${isOn ? ' is-on' : ''}`}
      onClick={() => {
        close();
        run();
      }}
    >
      <span>{text}</span>
      {line !== undefined && <code>{line}</code>}
    </button>
  );
  const label = t('object.menu', { name: shortNameOf(target) });
  return (
    <section aria-label={label}>
      <div ref={menu} className="menu mark-menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={(event) => walkMenu(event, menu.current)}>
        <p className="eyebrow" aria-hidden="true">
          {shortNameOf(target)}
        </p>
        {item('why', t('object.why'), undefined, () => {
          store.getState().select(target);
          store.getState().showInspectorTab('why');
          store.getState().showPhoneTab('inspector');
        })}
        {asks.map(({ label, line }) => item(line, t(label), line, () => runLine(store, line)))}
        {breaks.length > 0 && <hr />}
        {breaks.map((action) => item(`break/${action.id}`, action.isOn ? t('break.takeBack', { what: t(action.label) }) : t(action.label), action.line, () => doBreak(store, action), action.isOn))}
      </div>
    </section>
  );
}

/** Inside of the window, and with the focus on the first entry; it goes back to the mark afterwards. */
function useMenuPlace(menu: React.RefObject<HTMLDivElement | null>, { x, y }: MarkMenuPlace): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = menu.current;
    if (element === null) return undefined;
    const left = Math.max(8, Math.min(x, innerWidth - element.offsetWidth - 8));
    const top = Math.max(8, Math.min(y, innerHeight - element.offsetHeight - 8));
    element.style.setProperty('left', `${left}px`);
    element.style.setProperty('top', `${top}px`);
    element.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    return () => {
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    };
  }, [menu, x, y]);
}

function useClosing(menu: React.RefObject<HTMLDivElement | null>, close: () => void): void {
  const latest = useRef(close);
  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || menu.current?.contains(event.target) !== true) latest.current();
    };
    const onBlur = () => latest.current();
    window.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('blur', onBlur);
    };
  }, [menu]);
  useEffect(() => {
    const onEscape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' && event.key !== 'Tab') return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onEscape, true);
    return () => window.removeEventListener('keydown', onEscape, true);
  }, []);
}

/** Arrow keys go round; Home and End to the ends. */
function walkMenu(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined || items.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  items[(to + items.length) % items.length]?.focus();
}
