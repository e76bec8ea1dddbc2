import { useApp, useT } from '../../store/store.ts';
import { fitEnd, textWidth } from '../fitText.ts';
import type { Box } from '../layout/layout.ts';
import type { ColumnModel } from '../model/setModel.ts';
import type { PodModel } from '../model/podModel.ts';

/** How long the note stays, in simulated milliseconds. */
const SHOWN_MS = 14_000;

/** Says what is new and what is not when a pod has taken another's place. It fades as simulated time passes. */
export function NewPodNote({ pod, column, box }: { readonly pod: PodModel; readonly column: ColumnModel; readonly box: Box }) {
  const t = useT();
  const age = useApp(({ nowMs }) => Math.min(SHOWN_MS, Math.floor((nowMs - pod.bornAtMs) / 500) * 500));
  if (age >= SHOWN_MS || age < 0 || pod.state === 'terminating') return null;
  const room = box.w + 8;
  const key = column.claims.length > 0 ? 'pod.newSameClaim' : 'pod.newSameName';
  const text = fitEnd(t(key), room - 20, { sizePx: 11 });
  const w = textWidth(text, { sizePx: 11 }) + 20;
  return (
    <g className="new-pod-note" style={{ transform: `translate(${box.x + box.w / 2}px, ${box.y + box.h + 10}px)`, opacity: Math.min(1, (SHOWN_MS - age) / 4000) }} aria-hidden="true">
      <rect x={-w / 2} y={-10} width={w} height={20} rx={10} />
      <text y={4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
