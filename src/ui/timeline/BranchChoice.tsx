import { useApp, useT } from '../store/store.ts';

/** The courses that things have taken, where there is more than one. */
export function BranchChoice() {
  const t = useT();
  const branches = useApp((state) => state.branches);
  const session = useApp((state) => state.present?.session ?? state.session);
  const switchTo = useApp((state) => state.switchTo);
  if (branches.length < 2) return null;
  return (
    <select
      className="branch-choice"
      aria-label={t('branch.title')}
      value={branches.find((branch) => branch.session === session)?.number ?? 1}
      onChange={(event) => {
        const branch = branches.find(({ number }) => String(number) === event.target.value);
        if (branch !== undefined) switchTo(branch);
      }}
    >
      {branches.map(({ number }) => (
        <option key={number} value={number}>
          {number === 1 ? t('branch.main') : t('branch.try', { number })}
        </option>
      ))}
    </select>
  );
}
