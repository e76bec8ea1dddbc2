import { CornerDownLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { Group } from '../shell/Group.tsx';
import { commandChips } from './commandChips.ts';
import { createScreenText } from './screenText.ts';
import { followOutput } from './followOutput.ts';
import { withoutPrompts } from './withoutPrompts.ts';

interface TouchTerminalProps {
  readonly terminal: number;
  readonly title: string;
}

const COLUMNS = 100;
const ROWS = 40;

/** A terminal for fingers: output as plain text that can be selected, a real input, and the keys that phones lack. */
export function TouchTerminal({ terminal, title }: TouchTerminalProps) {
  const t = useT();
  const store = useAppStore();
  const [line, setLine] = useState('');
  const [lines, setLines] = useState<readonly string[]>([]);
  const output = useRef<HTMLPreElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const send = (text: string) => store.getState().dispatch({ do: 'type', terminal, text });

  useEffect(() => {
    store.getState().dispatch({ do: 'resize', terminal, columns: COLUMNS, rows: ROWS });
    const screen = createScreenText(COLUMNS, ROWS, setLines);
    const stop = followOutput(store, terminal, screen);
    return () => {
      stop();
      screen.dispose();
    };
  }, [store, terminal]);

  useEffect(() => {
    if (lines.length > 0) output.current?.scrollTo({ top: output.current.scrollHeight });
  }, [lines]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(`${line}\r`);
    setLine('');
    input.current?.focus();
    store.getState().setPlaying(true);
  };
  /** Keys that act on what is typed take it along: from then on it stands at the prompt. */
  const press = (sequence: string, takesLine: boolean) => {
    send(takesLine ? line + sequence : sequence);
    if (takesLine) setLine('');
    input.current?.focus();
  };
  return (
    <div className="touch-terminal">
      {/* A keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role */}
      <pre className="touch-output" ref={output} tabIndex={0} role="region" aria-label={t('terminal.output', { title })}>
        {lines.join('\n')}
      </pre>
      <Chips
        choose={(command) => {
          setLine(command);
          input.current?.focus();
        }}
      />
      <form className="touch-input" onSubmit={submit}>
        <input
          ref={input}
          value={line}
          aria-label={t('terminal.input', { title })}
          placeholder={t('terminal.placeholder')}
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="send"
          onChange={(event) => setLine(event.target.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            const text = withoutPrompts(pasted);
            if (text === pasted && !text.includes('\n')) return;
            event.preventDefault();
            if (!text.includes('\n')) {
              setLine(line + text);
              return;
            }
            send((line + text).replace(/\r?\n/g, '\r'));
            setLine('');
          }}
        />
        <button type="submit" aria-label={t('command.run')}>
          <CornerDownLeft size={22} aria-hidden="true" />
        </button>
      </form>
      <Group className="touch-keys" label={t('terminal.keys')}>
        {KEYS.map(({ label, sequence, takesLine, isText }) => (
          <button key={label} type="button" className={label.length === 1 ? 'mono' : ''} onClick={() => (isText === true ? setLine(line + sequence) : press(sequence, takesLine === true))}>
            {label}
          </button>
        ))}
      </Group>
    </div>
  );
}

const KEYS: readonly { readonly label: string; readonly sequence: string; readonly takesLine?: boolean; readonly isText?: boolean }[] = [
  { label: 'Tab', sequence: '\t', takesLine: true },
  { label: 'Ctrl-C', sequence: '\u0003' },
  { label: '|', sequence: '|', isText: true },
  { label: '-', sequence: '-', isText: true },
  { label: '↑', sequence: '\u001b[A', takesLine: true },
  { label: '/', sequence: '/', isText: true },
  { label: 'Esc', sequence: '\u001b' },
  { label: 'Ctrl-D', sequence: '\u0004' },
  { label: '$', sequence: '$', isText: true },
  { label: '←', sequence: '\u001b[D', takesLine: true },
  { label: '↓', sequence: '\u001b[B', takesLine: true },
  { label: '→', sequence: '\u001b[C', takesLine: true },
];

function Chips({ choose }: { readonly choose: (command: string) => void }) {
  const t = useT();
  const marks = useApp(({ frame }) => frame.marks);
  const profile = useApp((state) => state.session.options.profile);
  return (
    <ul className="touch-chips" aria-label={t('terminal.chips')}>
      {commandChips(marks, profile).map((command) => (
        <li key={command}>
          <button type="button" className="mono" onClick={() => choose(command)}>
            {command}
          </button>
        </li>
      ))}
    </ul>
  );
}
