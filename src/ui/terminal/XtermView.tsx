import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { documentWithStyles } from '../styleNonce.ts';
import type { AppStore } from '../store/store.ts';
import { followOutput } from './followOutput.ts';
import { leaveKeys } from './leaveKeys.ts';
import { withoutPrompts } from './withoutPrompts.ts';
import { xtermTheme } from './xtermTheme.ts';
import '@xterm/xterm/css/xterm.css';

const TerminalNotes = lazy(() => import('../lesson/TerminalNotes.tsx').then(({ TerminalNotes: component }) => ({ default: component })));

interface TerminalViewProps {
  readonly terminal: number;
  readonly title: string;
}

/** One terminal of the session in xterm.js. Keys go in as intents; what is shown is what the session wrote. */
export function XtermView({ terminal, title }: TerminalViewProps) {
  const t = useT();
  const store = useAppStore();
  const theme = useApp((state) => state.theme);
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<Terminal | undefined>(undefined);
  const exit = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<Terminal | undefined>(undefined);
  const lesson = useApp((state) => state.session.options.lesson);

  useEffect(() => {
    if (host.current === null) return undefined;
    const { view, dispose } = openTerminal(store, terminal, host.current, () => {
      // The way back leads past the terminal as well.
      if (view.textarea !== undefined) view.textarea.tabIndex = -1;
      exit.current?.focus();
    });
    shown.current = view;
    setOpened(view);
    view.textarea?.setAttribute('aria-describedby', 'terminal-hint');
    return () => {
      shown.current = undefined;
      setOpened(undefined);
      dispose();
    };
  }, [store, terminal]);

  useEffect(() => {
    // The colours are read once the document has the new theme.
    const request = requestAnimationFrame(() => {
      if (shown.current !== undefined) shown.current.options.theme = xtermTheme(theme);
    });
    return () => cancelAnimationFrame(request);
  }, [theme]);

  useEffect(() => {
    shown.current?.textarea?.setAttribute('aria-label', t('terminal.input', { title }));
  }, [t, title]);

  return (
    <>
      <div className="xterm-host" ref={host} />
      {/* What a keyboard stands on when it has left: from here it goes on in both directions. */}
      <button
        ref={exit}
        type="button"
        className="button terminal-exit"
        tabIndex={-1}
        onClick={() => shown.current?.focus()}
        onBlur={() => {
          if (shown.current?.textarea !== undefined) shown.current.textarea.tabIndex = 0;
        }}
      >
        {t('terminal.left')}
      </button>
      {opened !== undefined && lesson !== undefined && (
        <Suspense fallback={null}>
          <TerminalNotes view={opened} lesson={lesson} />
        </Suspense>
      )}
    </>
  );
}

function openTerminal(store: AppStore, terminal: number, host: HTMLElement, leave: () => void) {
  const view = new Terminal({
    allowProposedApi: true,
    documentOverride: documentWithStyles(),
    fontFamily: getComputedStyle(host).fontFamily,
    fontSize: store.getState().terminalFontPx,
    lineHeight: 1.3,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    screenReaderMode: store.getState().isTerminalSpoken,
    scrollback: 10_000,
    theme: xtermTheme(store.getState().theme),
    minimumContrastRatio: 4.5,
  });
  const fit = new FitAddon();
  view.loadAddon(fit);
  view.loadAddon(new Unicode11Addon());
  view.unicode.activeVersion = '11';
  view.loadAddon(new WebLinksAddon());
  view.open(host);

  const answers = countAnswers();
  const type = view.onData((text) => {
    answers.typed();
    store.getState().dispatch({ do: 'type', terminal, text });
  });
  const keys = leaveKeys(leave, () => isEscapeUsed(view));
  view.attachCustomKeyEventHandler((event) => {
    if (!isPaletteKey(event, view, answers.areShown())) return keys(event);
    event.preventDefault();
    store.getState().openSheet('palette');
    return false;
  });
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    const typed = withoutPrompts(pasted);
    // xterm pastes by itself what needs no change.
    if (typed === pasted) return;
    event.preventDefault();
    event.stopPropagation();
    view.paste(typed);
  };
  // Before xterm's own, which would paste the text as it is.
  host.addEventListener('paste', paste, { capture: true });
  const stopFollowing = followOutput(store, terminal, {
    write: (text, done) => {
      const written = answers.written();
      view.write(text, () => {
        written();
        done();
      });
    },
  });
  const resized = view.onResize(({ cols, rows }) => store.getState().dispatch({ do: 'resize', terminal, columns: cols, rows }));
  const observer = new ResizeObserver(() => {
    if (host.clientWidth > 0 && host.clientHeight > 0) fit.fit();
  });
  observer.observe(host);
  // The focus is taken where nothing else has it.
  if (document.activeElement === null || document.activeElement === document.body) view.focus();

  const unsubscribe = store.subscribe(({ terminalFontPx, isTerminalSpoken }, before) => {
    if (isTerminalSpoken !== before.isTerminalSpoken) view.options.screenReaderMode = isTerminalSpoken;
    if (terminalFontPx === before.terminalFontPx) return;
    view.options.fontSize = terminalFontPx;
    fit.fit();
  });

  return {
    view,
    dispose: () => {
      unsubscribe();
      observer.disconnect();
      resized.dispose();
      stopFollowing();
      type.dispose();
      host.removeEventListener('paste', paste, { capture: true });
      view.dispose();
    },
  };
}

/** Whether the screen shows what the keys so far have done. What is written answers all keys that were typed before. */
function countAnswers() {
  let typed = 0;
  let answered = 0;
  return {
    typed: () => {
      typed += 1;
    },
    /** To be called when something is written; its answer when that is on the screen. */
    written: () => {
      const upTo = typed;
      return () => {
        answered = upTo;
      };
    },
    areShown: () => answered === typed,
  };
}

/** Ctrl+K belongs to the shell while there is, or may be, something to cut behind the cursor; else it is the page's, as Cmd+K is. */
function isPaletteKey({ type, key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent, view: Terminal, isShown: boolean): boolean {
  if (type !== 'keydown' || key.toLowerCase() !== 'k' || shiftKey || altKey) return false;
  if (metaKey) return true;
  if (!isShown) return false;
  const { active } = view.buffer;
  const behind = active.getLine(active.baseY + active.cursorY)?.translateToString(true, active.cursorX);
  return ctrlKey && (behind ?? '').trim() === '';
}

/** Programs that fill the screen have a use for Escape, and so has a search in the history. */
function isEscapeUsed({ buffer: { active } }: Terminal): boolean {
  const line = active.getLine(active.baseY + active.cursorY)?.translateToString(true) ?? '';
  return active.type === 'alternate' || /^\((?:failed )?(?:reverse-)?i-search\)/.test(line);
}
