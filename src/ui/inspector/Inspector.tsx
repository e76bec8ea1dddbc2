import { useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Frame } from '#session/session.ts';
import { ErrorBox } from '../shell/ErrorBox.tsx';
import { keyOf, keyText } from '../stage/model/objectKeys.ts';
import { useApp, useT } from '../store/store.ts';
import { LIVE_ONLY, panelsFor } from './panels/index.ts';
import type { PanelEntry } from './panels/index.ts';
import './inspector.css';

/** What there is to know about one object, in panels. */
export function Inspector() {
  const t = useT();
  const target = useTarget();
  const chosen = useApp((state) => state.inspectorTab);
  const isPicture = useApp(({ session }) => session.isPicture === true);
  const panels = useMemo(() => panelsFor(target?.kind, isPicture), [target?.kind, isPicture]);
  const isRecalled = useApp(({ session }) => session.isRecalled === true);
  const active = panels.find(({ id }) => id === chosen) ?? panels[0];
  return (
    <div className="inspector">
      <PanelTabs panels={panels} activeId={active?.id ?? ''} />
      <div className="panel" id="panel" role="tabpanel" aria-labelledby={`panel-tab-${active?.id ?? ''}`} aria-busy={isRecalled && LIVE_ONLY.has(active?.id ?? '')} tabIndex={0}>
        {target === undefined || active === undefined ? (
          <p className="panel-empty">{t('panel.nothing')}</p>
        ) : (
          <ErrorBox key={`${active.id}/${keyText(target)}`} message={t('error.panel')} again={t('error.again')}>
            <active.Panel target={target} />
          </ErrorBox>
        )}
      </div>
    </div>
  );
}

interface PanelTabsProps {
  readonly panels: readonly PanelEntry[];
  readonly activeId: string;
}

function PanelTabs({ panels, activeId }: PanelTabsProps) {
  const t = useT();
  const show = useApp((state) => state.showInspectorTab);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = panels.findIndex(({ id }) => id === activeId);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: panels.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = (to + panels.length) % panels.length;
    show(panels[index]?.id ?? 'why');
    list.current?.querySelectorAll<HTMLButtonElement>('[role="tab"]')[index]?.focus();
  };
  return (
    // The tabs inside take the focus, one at a time.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div className="panel-tabs" role="tablist" aria-label={t('panel.title')} ref={list} onKeyDown={onKeyDown}>
      {panels.map(({ id, title }) => (
        <button key={id} id={`panel-tab-${id}`} type="button" role="tab" aria-selected={id === activeId} aria-controls="panel" tabIndex={id === activeId ? 0 : -1} onClick={() => show(id)}>
          {t(title)}
        </button>
      ))}
    </div>
  );
}

/** What was chosen as long as it exists, else the first set. */
function useTarget(): ObjectKey | undefined {
  const selected = useApp((state) => state.selected);
  const frame = useApp((state) => state.frame);
  if (selected !== undefined && frame.get(selected.kind, selected.namespace, selected.name) !== undefined) return selected;
  return selected ?? firstOwner(frame);
}

function firstOwner(frame: Frame): ObjectKey | undefined {
  const set = frame.list('StatefulSet').find(({ metadata }) => metadata.namespace?.startsWith('kube-') !== true);
  return set === undefined ? undefined : keyOf(set);
}
