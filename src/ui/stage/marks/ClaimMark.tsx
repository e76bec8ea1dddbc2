import { memo } from 'react';
import { useT } from '../../store/store.ts';
import { fitMiddle, textWidth } from '../fitText.ts';
import type { StageLayout } from '../layout/layout.ts';
import { Mark } from './Mark.tsx';
import { isSameBox } from './PodMark.tsx';
import { CLAIM_WORDS } from './words.ts';

type PlacedClaim = StageLayout['claims'][number];

/** A PersistentVolumeClaim. Its line is solid while it is bound, broken while it waits or leaves. */
export const ClaimMark = memo(
  function ClaimMark({ claim, box }: PlacedClaim) {
    const t = useT();
    const word = t(CLAIM_WORDS[claim.state]);
    const wordW = textWidth(word, { sizePx: 11, isBold: true });
    return (
      <Mark box={box} target={claim.key} label={t('claim.label', { name: claim.name, state: word })} className={`claim claim-${claim.state}`} radius={6}>
        <rect className="claim-body" width={box.w} height={box.h} rx={6} />
        <text className="claim-name mono" x={12} y={18}>
          {fitMiddle(claim.name, box.w - 30 - wordW, { sizePx: 11.5, isMono: true })}
        </text>
        <text className="claim-state" x={box.w - 12} y={18} textAnchor="end">
          {word}
        </text>
      </Mark>
    );
  },
  (a, b) => a.claim.id === b.claim.id && a.claim.state === b.claim.state && isSameBox(a.box, b.box),
);
