import { useEffect, useState } from 'react';
import { useApp, useAppStore, useT } from '../../store/store.ts';
import { StateIcon } from '../marks/StateIcon.tsx';
import { newestLookup } from './lookups.ts';
import type { Lookup, Try } from './lookups.ts';

/** How long a lookup stays in sight, in simulated milliseconds. */
const SHOWN_MS = 12_000;

/** How a pod's resolver completed the name that was typed, step by step. The same name again says nothing new. */
export function LookupCard() {
  const t = useT();
  const store = useAppStore();
  const [shown, setShown] = useState<Lookup | undefined>(undefined);
  const isOver = useApp(({ nowMs }) => shown === undefined || nowMs - shown.atMs > SHOWN_MS || nowMs < shown.atMs);

  useEffect(
    () =>
      store.subscribe(({ frame, session }, before) => {
        if (frame.traffic === before.frame.traffic || frame.traffic.length === 0) return;
        const lookup = newestLookup(frame.traffic, session.options.profile.clusterDomain);
        if (lookup !== undefined) setShown((known) => (isNews(lookup, known) ? lookup : known));
      }),
    [store],
  );

  if (shown === undefined || isOver) return null;
  return (
    <aside className="lookup" aria-label={t('lookup.title')}>
      <p>
        {t('lookup.asks', { client: shown.client.replace(/^default\//, '') })} <b className="mono">{shown.asked}</b>
      </p>
      <ol>
        {shown.tries.map((step) => (
          <Step key={step.suffix} step={step} />
        ))}
      </ol>
    </aside>
  );
}

function isNews(lookup: Lookup, known: Lookup | undefined): boolean {
  return known === undefined || known.asked !== lookup.asked || known.client !== lookup.client || countOf(known) !== countOf(lookup) || lookup.atMs - known.atMs > SHOWN_MS * 5;
}

function countOf({ tries }: Lookup): number {
  return tries.filter(({ outcome }) => outcome !== undefined).length;
}

function Step({ step: { suffix, outcome, answer } }: { readonly step: Try }) {
  const t = useT();
  const isFound = outcome === 'ok' || outcome === 'nodata';
  return (
    <li className={outcome === undefined ? 'is-not-asked' : isFound ? 'is-found' : 'is-miss'}>
      <svg width="14" height="14" aria-hidden="true">
        {outcome !== undefined && <StateIcon state={isFound ? 'ready' : 'failed'} x={7} y={7} r={6} />}
      </svg>
      <span className="mono">{suffix === '' ? t('lookup.bare') : suffix}</span>
      <span>{outcome === undefined ? t('lookup.notAsked') : answer.split(',')[0]}</span>
    </li>
  );
}
