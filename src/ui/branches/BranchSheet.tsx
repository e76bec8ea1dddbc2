import { useState } from 'react';
import { formatClock } from '../shell/ClockFace.tsx';
import { Sheet } from '../shell/Sheet.tsx';
import { StateIcon } from '../stage/marks/StateIcon.tsx';
import { STATE_WORDS } from '../stage/marks/words.ts';
import type { PodState } from '../stage/model/podState.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { liveBranch } from '../store/pastSlice.ts';
import type { Branch } from '../store/pastSlice.ts';
import { branchName, compareBranches, linesApart } from './branchFacts.ts';
import './branches.css';

/** The courses that things took: to be named, compared and gone back to. */
export function BranchSheet() {
  const t = useT();
  return (
    <Sheet name="branches" title={t('branch.open')} className="branches">
      <BranchList />
    </Sheet>
  );
}

function BranchList() {
  const t = useT();
  const branches = useApp((state) => state.branches);
  const live = useApp(liveBranch);
  const compared = useApp((state) => state.compared);
  const other = branches.find(({ number }) => number === compared && number !== live.number);
  return (
    <>
      <p>{t(branches.length === 1 ? 'branch.onlyOne' : 'branch.text')}</p>
      <ul className="branch-list">
        {branches.map((branch) => (
          <BranchRow key={branch.number} branch={branch} isLive={branch.number === live.number} isCompared={branch === other} />
        ))}
      </ul>
      {other !== undefined && <Comparison left={live} right={other} />}
    </>
  );
}

function BranchRow({ branch, isLive, isCompared }: { readonly branch: Branch; readonly isLive: boolean; readonly isCompared: boolean }) {
  const t = useT();
  const store = useAppStore();
  const branches = useApp((state) => state.branches);
  const [draft, setDraft] = useState(branch.name ?? '');
  const { number, origin, session } = branch;
  const left = branches.find((one) => one.number === origin?.from);
  const name = branchName(t, branch);
  const goTo = () => {
    store.getState().openSheet(undefined);
    store.getState().switchTo(branch);
  };
  return (
    <li className={isLive ? 'is-live' : ''}>
      <input
        aria-label={t('branch.name', { name })}
        value={draft}
        placeholder={name}
        maxLength={60}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => store.getState().nameBranch(number, draft)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') store.getState().nameBranch(number, draft);
        }}
      />
      <small>
        {origin === undefined || left === undefined ? t('branch.first') : t('branch.from', { name: branchName(t, left), time: formatClock(origin.atMs).slice(0, 8) })}
        {' · '}
        {t('branch.until', { time: formatClock(session.frame().nowMs).slice(0, 8) })}
      </small>
      {isLive ? (
        <b className="branch-here">{t('branch.here')}</b>
      ) : (
        <>
          <button type="button" className="button" aria-pressed={isCompared} onClick={() => store.getState().compareWith(isCompared ? undefined : number)}>
            {t('branch.compare')}
          </button>
          <button type="button" className="button is-primary" aria-label={t('branch.goTo', { name })} onClick={goTo}>
            {t('branch.go')}
          </button>
        </>
      )}
    </li>
  );
}

function Comparison({ left, right }: { readonly left: Branch; readonly right: Branch }) {
  const t = useT();
  const rows = compareBranches(left.session, right.session);
  const differing = rows.filter(({ isSamePod, left: a, right: b }) => !isSamePod || a !== b);
  return (
    <section className="comparison" aria-label={t('branch.comparison')}>
      <h3 className="eyebrow">{t('branch.comparison')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('table.pod')}</th>
            <th scope="col">{branchName(t, left)}</th>
            <th scope="col">{branchName(t, right)}</th>
            <th scope="col">{t('branch.identity')}</th>
          </tr>
        </thead>
        <tbody>
          {(differing.length === 0 ? rows : differing).map(({ name, left: a, right: b, isSamePod }) => (
            <tr key={name}>
              <th scope="row" className="mono">
                {name}
              </th>
              <td>
                <StateCell state={a} />
              </td>
              <td>
                <StateCell state={b} />
              </td>
              <td>{t(a === undefined || b === undefined ? 'branch.oneOnly' : isSamePod ? 'branch.samePod' : 'branch.newPod')}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('branch.lines')}</th>
            <td>
              <Lines lines={linesApart(left.session, right.session)} />
            </td>
            <td>
              <Lines lines={linesApart(right.session, left.session)} />
            </td>
            <td>–</td>
          </tr>
        </tbody>
      </table>
      <p>{t(differing.length === 0 ? 'branch.alike' : 'branch.alsoOnTimeline')}</p>
    </section>
  );
}

function StateCell({ state }: { readonly state: PodState | undefined }) {
  const t = useT();
  if (state === undefined) return <>{t('branch.noPod')}</>;
  return (
    <span className={`pod-cell tone-${state}`}>
      <svg width="16" height="16" aria-hidden="true">
        <StateIcon state={state} x={8} y={8} r={7} />
      </svg>
      <span className="pod-cell-state">{t(STATE_WORDS[state])}</span>
    </span>
  );
}

/** The newest lines of a branch; how many more there are is said. */
function Lines({ lines }: { readonly lines: readonly string[] }) {
  const t = useT();
  if (lines.length === 0) return <>{t('branch.noLines')}</>;
  return (
    <ul className="branch-lines">
      {lines.length > MOST_LINES && <li>{t('branch.moreLines', { count: lines.length - MOST_LINES })}</li>}
      {lines.slice(-MOST_LINES).map((line, index) => (
        <li key={`${index}/${line}`}>
          <code>{line}</code>
        </li>
      ))}
    </ul>
  );
}

const MOST_LINES = 6;
