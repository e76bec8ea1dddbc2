import { LinkIcon, Unlink, X } from 'lucide-react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { LinkProblem, Opening } from '../store/shareSlice.ts';
import type { Translate } from '../i18n/translate.ts';
import './share.css';

/** Says how far a shared session is, or why it was not opened. */
export function LinkNotice() {
  const opening = useApp((state) => state.opening);
  const problem = useApp((state) => state.linkProblem);
  if (opening !== undefined) return <Progress {...opening} />;
  return problem === undefined ? null : <Problem problem={problem} />;
}

function Progress({ share, giveUp }: Opening) {
  const t = useT();
  return (
    <section className="link-notice" aria-label={t('link.opening')}>
      <LinkIcon size={16} aria-hidden="true" />
      <p>{t('link.opening')}</p>
      <progress value={share} max={1} aria-label={t('link.opening')} />
      <button type="button" className="button" onClick={giveUp}>
        {t('link.giveUp')}
      </button>
    </section>
  );
}

function Problem({ problem }: { readonly problem: LinkProblem }) {
  const t = useT();
  const { reportLink } = useAppStore().getState();
  return (
    <section className="link-notice is-problem" role="alert">
      <Unlink size={16} aria-hidden="true" />
      <p>
        <strong>{t('link.notOpened')}</strong> {reasonOf(problem, t)} {t('link.freshLab')}
      </p>
      <button type="button" className="icon-button is-quiet" aria-label={t('close')} onClick={() => reportLink(undefined)}>
        <X size={16} aria-hidden="true" />
      </button>
    </section>
  );
}

function reasonOf(problem: LinkProblem, t: Translate): string {
  switch (problem.code) {
    case 'too-long':
      return t('link.tooLong', { limit: problem.limit });
    case 'version':
      return t('link.version', { version: problem.version });
    case 'damaged':
      return t('link.damaged');
    case 'invalid':
      return t('link.invalid', { path: problem.path, expected: problem.expected });
    case 'endless':
      return t('link.endless');
    case 'impossible':
      return t('link.impossible', { text: problem.text });
  }
}
