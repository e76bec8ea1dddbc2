import { memo } from 'react';
import { useT } from '../../store/store.ts';
import { fitEnd } from '../fitText.ts';
import type { Box, StageLayout } from '../layout/layout.ts';
import { noteWidth } from '../layout/strip.ts';
import { Mark } from './Mark.tsx';
import { isSameBox } from './PodMark.tsx';

type PlacedHelper = StageLayout['helpers'][number];

/** Cluster DNS, the provisioner and what else was there before the lab began. */
export const HelperMark = memo(
  function HelperMark({ helper, box }: PlacedHelper) {
    const t = useT();
    const state = t(helper.isRunning ? 'helper.running' : 'helper.stopped');
    const addressW = noteWidth(box.w, helper.name, helper.address);
    return (
      <Mark box={box} target={helper.key} label={`${helper.name}, ${state}`} className={`helper helper-${helper.role}${helper.isRunning ? '' : ' is-stopped'}`} radius={8}>
        <rect className="helper-body" width={box.w} height={box.h} rx={8} />
        <path className="helper-sign" d={SIGNS[helper.role]} transform={`translate(16 ${box.h / 2})`} />
        <text className="pill-name" x={30} y={box.h / 2 + 4}>
          {fitEnd(helper.isRunning ? helper.name : `${helper.name} · ${state}`, box.w - 38 - addressW, { sizePx: 12 })}
        </text>
        {addressW > 0 && (
          <text className="pill-note mono" x={box.w - 10} y={box.h / 2 + 4} textAnchor="end">
            {helper.address}
          </text>
        )}
      </Mark>
    );
  },
  (a, b) => isSameBox(a.box, b.box) && a.helper.id === b.helper.id && a.helper.isRunning === b.helper.isRunning && a.helper.name === b.helper.name,
);

const SIGNS = {
  dns: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0ZM-6 0H6M0-6C3.4-3 3.4 3 0 6C-3.4 3-3.4-3 0-6Z',
  provisioner: 'M-6-3.4c0-3.2 12-3.2 12 0v7c0 3.2-12 3.2-12 0zM-6-3.4c0 3.2 12 3.2 12 0M0 0.6V5M-2.4 2.8H2.4',
  other: 'M0-6l5.2 3v6L0 6l-5.2-3v-6z',
} as const;

/** The machine in which the terminal sits: where host commands start from. */
export function TerminalMark({ node, box }: { readonly node: string; readonly box: Box }) {
  const t = useT();
  return (
    <Mark box={box} target={{ kind: 'Node', name: node }} label={t('terminal.markLabel', { node })} className="helper helper-terminal" radius={8}>
      <rect className="helper-body" width={box.w} height={box.h} rx={8} />
      <path className="helper-sign" d="M-6-4L-2 0L-6 4M1 4.6H6" transform={`translate(16 ${box.h / 2})`} />
      <text className="pill-name mono" x={30} y={box.h / 2 + 4}>
        {fitEnd(node, box.w - 38, { sizePx: 11.5, isMono: true })}
      </text>
    </Mark>
  );
}
