import { useMemo, useState } from 'react';
import { parseRfc3339 } from '#engine/core/time.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import { unifiedDiff } from '#session/textDiff.ts';
import { CommandLine } from '../../shell/CommandLine.tsx';
import { RevisionShape } from '../../stage/marks/RevisionShape.tsx';
import { shortNameOf } from '../../stage/model/objectKeys.ts';
import { useApp, useT } from '../../store/store.ts';
import { ageText } from '../ageText.ts';
import { namespaceFlag } from '../podsOf.ts';
import { podsText, revisionsOf } from '../revisions.ts';
import type { RevisionRow } from '../revisions.ts';
import { Subject } from '../Subject.tsx';
import { yamlText } from '../yamlText.ts';
import type { PanelProps } from './panel.ts';

/** The templates that a workload remembers, who runs which, and what differs between two of them. */
export function RevisionsPanel({ target }: PanelProps) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const history = useApp((state) => state.history);
  const rows = useMemo(() => revisionsOf(frame, target, history.revisionsOf), [frame, target, history]);
  const [picked, pick] = useState<{ readonly from?: string; readonly to?: string }>({});
  if (rows.length === 0) return <p className="panel-empty">{t('revisions.none')}</p>;
  const to = rows.find(({ name }) => name === picked.to) ?? rows[0];
  const from = rows.find(({ name }) => name === picked.from) ?? rows[1] ?? rows[0];
  return (
    <>
      <Subject target={target} />
      <ol className="revisions">
        {rows.map((row) => (
          <Row key={row.name} row={row} target={target} />
        ))}
      </ol>
      {rows.length > 1 && from !== undefined && to !== undefined && (
        <>
          <h3 className="eyebrow">{t('revisions.diff')}</h3>
          <div className="panel-tools">
            <Choice label={t('revisions.from')} rows={rows} value={from.name} onPick={(name) => pick({ ...picked, from: name })} />
            <span aria-hidden="true">→</span>
            <Choice label={t('revisions.to')} rows={rows} value={to.name} onPick={(name) => pick({ ...picked, to: name })} />
          </div>
          <TemplateDiff from={from} to={to} />
        </>
      )}
      <h3 className="eyebrow">{t('files.inTerminal')}</h3>
      <div className="command-list">
        <CommandLine line={`kubectl rollout history ${shortNameOf(target)}${namespaceFlag(target.namespace)}`} />
        {rows[1] !== undefined && <CommandLine line={`kubectl rollout undo ${shortNameOf(target)}${namespaceFlag(target.namespace)} --to-revision=${rows[1].number}`} />}
      </div>
    </>
  );
}

const ROLE = { current: 'revisions.current', update: 'revisions.update', both: 'revisions.both' } as const;

function Row({ row, target }: { readonly row: RevisionRow; readonly target: ObjectKey }) {
  const t = useT();
  const bornMs = parseRfc3339(row.bornAt) ?? 0;
  const age = useApp((state) => ageText(state.frame.unixNowMs + state.nowMs - state.frame.nowMs - bornMs));
  const { look } = row;
  return (
    <li>
      <p className="revision-head">
        {look !== undefined && (
          <>
            <svg width="16" height="16" aria-hidden="true">
              <RevisionShape look={look.look} x={8} y={8} s={5} />
            </svg>
            <b>{look.letter}</b>
          </>
        )}
        <span>{t('revisions.number', { number: row.number })}</span>
        <code>{row.hash}</code>
        <time>{age}</time>
      </p>
      {row.role !== 'none' && <p className="revision-role">{t(ROLE[row.role])}</p>}
      <p className="revision-images mono">{row.images.join(', ')}</p>
      <p className="panel-note">{row.pods.length === 0 ? t('revisions.noPods') : t('revisions.pods', { count: row.pods.length, pods: podsText(row.pods, target.name) })}</p>
      {row.changeCause !== undefined && <p className="panel-note mono">{row.changeCause}</p>}
    </li>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly rows: readonly RevisionRow[];
  readonly value: string;
  readonly onPick: (name: string) => void;
}

function Choice({ label, rows, value, onPick }: ChoiceProps) {
  return (
    <select className="select" aria-label={label} value={value} onChange={(event) => onPick(event.target.value)}>
      {rows.map(({ name, number, hash }) => (
        <option key={name} value={name}>
          {number} · {hash}
        </option>
      ))}
    </select>
  );
}

function TemplateDiff({ from, to }: { readonly from: RevisionRow; readonly to: RevisionRow }) {
  const t = useT();
  const lines = useMemo(() => unifiedDiff(`${yamlText(from.template)}\n`, `${yamlText(to.template)}\n`).split('\n').filter((line) => line !== ''), [from, to]);
  if (lines.length === 0) return <p className="panel-note">{t('revisions.same')}</p>;
  return (
    // A keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role
    <pre className="diff" tabIndex={0} role="region" aria-label={t('revisions.diff')}>
      {lines.map((line, index) => (
        // Lines have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={line.startsWith('+') ? 'is-added' : line.startsWith('-') ? 'is-removed' : line.startsWith('@@') ? 'is-place' : undefined}>
          {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
