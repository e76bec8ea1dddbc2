import { memo } from 'react';
import { useT } from '../../store/store.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { fitEnd } from '../fitText.ts';
import type { StageLayout } from '../layout/layout.ts';
import type { ColumnModel, SetModel } from '../model/setModel.ts';

type Slot = StageLayout['slots'][number];

/** The place of an ordinal that has no pod: what is sticky stays around it. */
export const EmptySlot = memo(function EmptySlot({ column, set, box, form }: Slot) {
  const t = useT();
  const radius = form === 'compact' ? 6 : 10;
  const label = String(column.ordinal);
  const isCompact = form === 'compact';
  const textX = 16 + Math.max(40, label.length * 24);
  return (
    <g className="slot" style={{ transform: `translate(${box.x}px, ${box.y}px)` }}>
      <title>{t('slot.label', { name: column.podName })}</title>
      <rect className="slot-hatch" width={box.w} height={box.h} rx={radius} />
      <rect className="slot-line" width={box.w} height={box.h} rx={radius} />
      {isCompact ? (
        <text className="pod-number mono" x={8} y={18}>
          {label}
        </text>
      ) : (
        <>
          <text className="pod-ordinal is-absent" x={16} y={box.h / 2 + 18} style={{ fontSize: label.length > 2 ? 24 : label.length > 1 ? 30 : 40 }}>
            {label}
          </text>
          <text className="slot-title" x={textX} y={box.h / 2 - 2}>
            {fitEnd(t('slot.title'), box.w - textX - 8, { sizePx: 12, isBold: true })}
          </text>
          <text className="slot-note" x={textX} y={box.h / 2 + 15}>
            {fitEnd(t(slotReason(column, set)), box.w - textX - 6, { sizePx: 11 })}
          </text>
        </>
      )}
    </g>
  );
});

/** Why an ordinal has no pod. */
export function slotReason(column: ColumnModel, set: SetModel): MessageKey {
  if (!set.exists) return 'slot.setGone';
  return column.isWanted ? 'slot.comes' : 'slot.notWanted';
}
