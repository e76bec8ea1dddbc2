import { CircleHelp, Columns3, Database, Server, Table2, TriangleAlert } from 'lucide-react';
import type { RefCallback } from 'react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { Group } from '../shell/Group.tsx';
import { askWhy } from '../shell/pageActions.ts';
import type { Arrangement } from '../store/viewSlice.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { StageModel } from './model/stageModel.ts';

const ARRANGEMENTS: readonly { readonly id: Arrangement; readonly label: MessageKey; readonly Icon: typeof Columns3 }[] = [
  { id: 'ordinal', label: 'arrange.ordinal', Icon: Columns3 },
  { id: 'node', label: 'arrange.node', Icon: Server },
  { id: 'storage', label: 'arrange.storage', Icon: Database },
];

/** How the marks are arranged, and what on the stage is out of the ordinary. */
export function StageBar({ model, size }: { readonly model: StageModel; readonly size: RefCallback<HTMLElement> }) {
  const t = useT();
  const store = useAppStore();
  const arrangement = useApp((state) => state.arrangement);
  const isTable = useApp((state) => state.isTable);
  const arrange = useApp((state) => state.arrange);
  const showTable = useApp((state) => state.showTable);
  const split = model.splitBrains[0];
  return (
    <div className="stage-bar" ref={size}>
      <Group className="segments" label={t('arrange.title')}>
        {ARRANGEMENTS.map(({ id, label, Icon }) => (
          <button key={id} type="button" title={t(label)} aria-pressed={!isTable && arrangement === id} onClick={() => arrange(id)}>
            <Icon size={14} aria-hidden="true" />
            <span>{t(label)}</span>
          </button>
        ))}
        <button type="button" title={t('arrange.table')} aria-pressed={isTable} onClick={() => showTable(true)}>
          <Table2 size={14} aria-hidden="true" />
          <span>{t('arrange.table')}</span>
        </button>
      </Group>
      <button type="button" className="button why-button" title={`${t('why.button')} (W)`} aria-label={t('why.button')} onClick={() => askWhy(store)}>
        <CircleHelp size={14} aria-hidden="true" />
        <span className="wide-only">{t('why.button')}</span>
      </button>
      {split !== undefined && (
        <p className="stage-warning" role="alert">
          <TriangleAlert size={16} aria-hidden="true" />
          <strong>{t('stage.splitBrain', { pod: split.podName, claim: split.claim })}</strong>
        </p>
      )}
    </div>
  );
}
