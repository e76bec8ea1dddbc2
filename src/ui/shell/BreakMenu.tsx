import { Zap } from 'lucide-react';
import { useState } from 'react';
import { faultLine, undoOf } from '#session/faultLine.ts';
import type { ActiveFault } from '#engine/faults.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { isSameKey } from '../stage/model/objectKeys.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import { clusterActions, nodeActions, podActions, podTarget } from './breakActions.ts';
import type { BreakAction, BreakTargets } from './breakActions.ts';
import { formatClock } from './ClockFace.tsx';
import { doBreak, mend, mendAll } from './doBreak.ts';
import { Menu } from './Menu.tsx';

/** What can go wrong on purpose. Each entry shows the line that does the same in the terminal. */
export function BreakMenu() {
  const t = useT();
  const count = useApp(({ frame }) => frame.faults.length);
  return (
    <Menu
      label={t('break.title')}
      className={`button break-button${count > 0 ? ' is-danger' : ''}`}
      button={
        <>
          <Zap size={14} aria-hidden="true" />
          <span className="wide-only">{t('break.title')}</span>
          {count > 0 && <span className="count-pill">{count}</span>}
        </>
      }
      Panel={BreakPanel}
    />
  );
}

function BreakPanel({ close }: { readonly close: () => void }) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const selected = useApp((state) => state.selected);
  const pods = frame.list('Pod').filter(({ metadata }) => metadata.namespace?.startsWith('kube-') !== true);
  const nodes = frame.list('Node').map(({ metadata }) => metadata.name);
  const [podName, setPodName] = useState('');
  const [nodeName, setNodeName] = useState('');
  const pod = pickPod(pods, podName, selected);
  const node = nodes.find((name) => name === nodeName) ?? (selected?.kind === 'Node' ? selected.name : undefined) ?? nodes.at(-1);
  const targets: BreakTargets = { pod: pod === undefined ? undefined : podTarget(frame, pod), node, faults: frame.faults };
  return (
    <div className="break-panel">
      {frame.faults.length > 0 && <HealList faults={frame.faults} close={close} />}
      {pod !== undefined && (
        <Group title={t('break.pod')} value={pathOf(pod)} options={pods.map(pathOf)} onChange={setPodName} actions={podActions(targets)} close={close} />
      )}
      <Group title={t('break.node')} value={node ?? ''} options={nodes} onChange={setNodeName} actions={nodeActions(targets)} close={close} />
      <Group title={t('break.cluster')} actions={clusterActions(targets)} close={close} />
      <p className="menu-note">{t('break.onMarks')}</p>
    </div>
  );
}

/** What is broken now, and since when; each can be mended alone. */
function HealList({ faults, close }: { readonly faults: readonly ActiveFault[]; readonly close: () => void }) {
  const t = useT();
  const store = useAppStore();
  return (
    <section className="heal-list">
      <div className="menu-head">
        <h2 className="eyebrow">{t('break.inForce')}</h2>
        <button
          type="button"
          className="button"
          onClick={() => {
            close();
            mendAll(store);
          }}
        >
          {t('break.mendAll')}
        </button>
      </div>
      <ul>
        {faults.map(({ fault, sinceMs }) => (
          <li key={faultLine(fault)}>
            <code>{faultLine(fault)}</code>
            <time>{formatClock(sinceMs).slice(0, 8)}</time>
            {undoOf(fault) !== undefined && (
              <button
                type="button"
                className="button"
                aria-label={t('break.mendThis', { line: faultLine(fault) })}
                onClick={() => {
                  close();
                  mend(store, fault);
                }}
              >
                {t('break.mend')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function pathOf({ metadata }: Pod): string {
  return metadata.namespace === 'default' ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

function pickPod(pods: readonly Pod[], path: string, selected: ObjectKey | undefined): Pod | undefined {
  const chosen = pods.find((pod) => pathOf(pod) === path);
  const inspected = pods.find(({ metadata: { namespace = '', name } }) => isSameKey(selected, { kind: 'Pod', namespace, name }));
  return chosen ?? inspected ?? pods.find(({ metadata }) => metadata.ownerReferences?.some(({ kind }) => kind === 'StatefulSet') === true) ?? pods[0];
}

interface GroupProps {
  readonly title: string;
  readonly value?: string;
  readonly options?: readonly string[];
  readonly onChange?: (value: string) => void;
  readonly actions: readonly BreakAction[];
  readonly close: () => void;
}

function Group({ title, value, options, onChange, actions, close }: GroupProps) {
  const t = useT();
  const store = useAppStore();
  return (
    <section>
      <div className="menu-head">
        <h2 className="eyebrow">{title}</h2>
        {options !== undefined && (
          <select aria-label={title} value={value} onChange={(event) => onChange?.(event.target.value)}>
            {options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        )}
      </div>
      <ul>
        {actions.map((action) => (
          <li key={action.id}>
            <button
              type="button"
              className={`menu-item${action.isOn ? ' is-on' : ''}`}
              onClick={() => {
                close();
                doBreak(store, action);
              }}
            >
              <span>{action.isOn ? t('break.takeBack', { what: t(action.label) }) : t(action.label)}</span>
              <code>{action.line}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
