import { GitBranch } from 'lucide-react';
import { branchName } from '../branches/branchFacts.ts';
import { useApp, useT } from '../store/store.ts';
import { liveBranch } from '../store/pastSlice.ts';

/** The courses that things have taken, where there is more than one, and the way to all that can be done with them. */
export function BranchChoice() {
  const t = useT();
  const branches = useApp((state) => state.branches);
  const live = useApp(liveBranch);
  const switchTo = useApp((state) => state.switchTo);
  const openSheet = useApp((state) => state.openSheet);
  return (
    <>
      {branches.length > 1 && (
        <select
          className="branch-choice"
          aria-label={t('branch.title')}
          value={live.number}
          onChange={(event) => {
            const branch = branches.find(({ number }) => String(number) === event.target.value);
            if (branch !== undefined) switchTo(branch);
          }}
        >
          {branches.map((branch) => (
            <option key={branch.number} value={branch.number}>
              {branchName(t, branch)}
            </option>
          ))}
        </select>
      )}
      <button type="button" className="icon-button is-quiet" aria-label={t('branch.open')} title={`${t('branch.open')} (B)`} onClick={() => openSheet('branches')}>
        <GitBranch size={15} aria-hidden="true" />
      </button>
    </>
  );
}
