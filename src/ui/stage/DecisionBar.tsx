import { ArrowRight, BookOpen, X } from 'lucide-react';
import type { Explanation } from '#engine/why.ts';
import { ruleOf } from '../inspector/rules.ts';
import { formatClock } from '../shell/ClockFace.tsx';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { shortNameOf } from './model/objectKeys.ts';
import { RULE_PAGES } from './rulePages.ts';

/** What the clock stopped at: who looked at what, what was decided, and by which rule. */
export function DecisionBar() {
  const t = useT();
  const found = useApp((state) => state.found);
  const isSearching = useApp((state) => state.isSearching);
  const drop = useApp((state) => state.dropFound);
  const next = useApp((state) => state.stepToDecision);
  if (found === undefined && !isSearching) return null;
  return (
    <section className="decision" aria-label={t('decision.title')}>
      <output className="decision-text">
        {found === undefined && t('decision.searching')}
        {found !== undefined && ('decision' in found ? <Decision decision={found.decision} /> : t('decision.none', { time: formatClock(found.nothingUntilMs).slice(0, 8) }))}
      </output>
      <button type="button" className="button" disabled={isSearching} onClick={next}>
        {t('decision.next')}
        <ArrowRight size={14} aria-hidden="true" />
      </button>
      <button type="button" className="icon-button is-quiet" aria-label={t('close')} onClick={drop}>
        <X size={15} aria-hidden="true" />
      </button>
    </section>
  );
}

function Decision({ decision }: { readonly decision: Explanation }) {
  const t = useT();
  const store = useAppStore();
  const say = useApp((state) => state.say);
  const rule = ruleOf(decision.code);
  const { kind, about, actor, atMs } = decision;
  const show = () => {
    store.getState().select(about);
    store.getState().showInspectorTab('why');
    store.getState().showPhoneTab('inspector');
  };
  return (
    <>
      <span className="decision-who">
        <time className="mono">{formatClock(atMs)}</time> {t('decision.looked', { actor, object: shortNameOf(about) })}
        <b className={`decision-kind is-${kind}`}>{t(kind === 'act' ? 'decision.acts' : 'decision.waits')}</b>
      </span>
      <span className="decision-what">{say(decision)}</span>
      {rule !== undefined && (
        <span className="decision-rule">
          <BookOpen size={13} aria-hidden="true" /> {t(rule)}{' '}
          <a href={RULE_PAGES[rule]} target="_blank" rel="noreferrer">
            {t('decision.page')}
          </a>{' '}
          <button type="button" className="link" onClick={show}>
            {t('decision.show')}
          </button>
        </span>
      )}
    </>
  );
}
