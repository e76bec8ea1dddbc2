import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useAppStore, useT } from '../store/store.ts';
import { Keys } from '../shell/Keys.tsx';
import { runLine } from '../shell/runLine.ts';
import { Sheet } from '../shell/Sheet.tsx';
import { matchItems } from './matchItems.ts';
import { PALETTE_GROUPS, paletteItems } from './paletteItems.ts';
import type { PaletteItem } from './paletteItems.ts';
import './palette.css';

/** Everything that the page can do and everything that is there, by a few letters of its name. */
export function Palette() {
  const t = useT();
  return (
    <Sheet name="palette" title={t('palette.title')} className="palette">
      <PaletteBody />
    </Sheet>
  );
}

function PaletteBody() {
  const t = useT();
  const store = useAppStore();
  const id = useId();
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const all = useMemo(() => paletteItems(store.getState()), [store]);
  const found = useMemo(() => inGroups(matchItems(all, query)), [all, query]);
  const isRunnable = query.trim() !== '' && found.length === 0;
  const choose = (item: PaletteItem | undefined) => {
    if (item === undefined && !isRunnable) return;
    store.getState().openSheet(undefined);
    if (item === undefined) runLine(store, query.trim());
    else item.run(store);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = placeAfter(event.key, place, found.length);
    if (to !== undefined) {
      event.preventDefault();
      setPlace(to);
      list.current?.querySelectorAll('[role="option"]')[to]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[place]);
    }
  };
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[place] === undefined ? undefined : `${id}/${place}`}
        aria-label={t('palette.ask')}
        placeholder={t('palette.ask')}
        autoComplete="off"
        spellCheck={false}
        data-first
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
      />
      {/* A list that is chosen from while the input has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div className="palette-list" id={id} role="listbox" aria-label={t('palette.title')} ref={list}>
        {found.map((item, index) => (
          <PaletteLine key={item.id} item={item} id={`${id}/${index}`} isChosen={index === place} head={found[index - 1]?.group === item.group ? undefined : item.group} choose={choose} />
        ))}
      </div>
      {isRunnable && <p className="palette-none">{t('palette.none')}</p>}
    </>
  );
}

/** Each group once, that of the best item first. */
function inGroups(items: readonly PaletteItem[]): readonly PaletteItem[] {
  const order = [...new Set(items.map(({ group }) => group))];
  return order.flatMap((id) => items.filter(({ group }) => group === id));
}

function placeAfter(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(place + 1, count - 1);
    case 'ArrowUp':
      return Math.max(place - 1, 0);
    case 'PageDown':
      return Math.min(place + 8, count - 1);
    case 'PageUp':
      return Math.max(place - 8, 0);
    default:
      return undefined;
  }
}

interface PaletteLineProps {
  readonly item: PaletteItem;
  readonly id: string;
  readonly isChosen: boolean;
  readonly head: PaletteItem['group'] | undefined;
  readonly choose: (item: PaletteItem) => void;
}

function PaletteLine({ item, id, isChosen, head, choose }: PaletteLineProps) {
  const t = useT();
  const label = PALETTE_GROUPS.find((group) => group.id === head)?.label;
  return (
    <>
      {label !== undefined && (
        <div className="palette-head eyebrow" role="presentation">
          {t(label)}
        </div>
      )}
      {/* The input keeps the focus; the arrow keys choose. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus, jsx-a11y/prefer-tag-over-role */}
      <div id={id} className="palette-item" role="option" aria-selected={isChosen} onClick={() => choose(item)}>
        <span className={item.isMono === true ? 'mono' : ''}>{item.text}</span>
        {item.note !== undefined && <small className="mono">{item.note}</small>}
        {item.keys !== undefined && (
          <span className="palette-keys">
            <Keys keys={item.keys} />
          </span>
        )}
      </div>
    </>
  );
}
