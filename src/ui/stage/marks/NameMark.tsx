import { memo } from 'react';
import { useApp, useT } from '../../store/store.ts';
import { fitStart } from '../fitText.ts';
import type { StageLayout } from '../layout/layout.ts';
import { namespaceOf } from '../model/nameModel.ts';
import type { NameModel } from '../model/nameModel.ts';
import type { PodModel } from '../model/podModel.ts';
import { Mark } from './Mark.tsx';
import { arcPath } from './StateIcon.tsx';

type PlacedName = StageLayout['names'][number];

/** How long the old address stays beside the new one, in simulated milliseconds. */
const CHANGE_SHOWN_MS = 20_000;

/** An ordinal's DNS name, and under it what the name answers now. */
export const NameMark = memo(
  function NameMark({ name, column, box, isShort }: PlacedName) {
    const t = useT();
    const answer = name.state === 'answers' ? `→ ${name.ip ?? ''}` : t(SILENCE[name.state]);
    const label = isShort ? column.podName : name.label;
    return (
      <Mark box={box} target={{ kind: 'Pod', namespace: namespaceOf(name), name: column.podName }} label={t('name.label', { name: name.label, answer })} className={`name name-${name.state}`} radius={14}>
        <rect className="name-body" width={box.w} height={box.h} rx={14} />
        <text className={`name-text mono${name.state === 'none' ? ' is-absent' : ''}`} x={14} y={18}>
          {fitStart(label, box.w - 24 - 22, { sizePx: 11.5, isMono: true })}
        </text>
        <KeptAnswer fqdn={name.fqdn} x={box.w - 15} y={14} />
        <Answer name={name} pod={column.pod} text={answer} room={box.w - 14} />
      </Mark>
    );
  },
  (a, b) => a.column === b.column && a.isShort === b.isShort && a.box.x === b.box.x && a.box.y === b.box.y && a.box.w === b.box.w,
);

/** What is said of a name that does not answer. */
export const SILENCE = {
  answers: 'name.answers',
  silent: 'name.silent',
  none: 'name.none',
  noService: 'name.noService',
  down: 'name.down',
} as const;

function Answer({ name, pod, text, room }: { readonly name: NameModel; readonly pod: PodModel | undefined; readonly text: string; readonly room: number }) {
  const isFresh = useApp(({ nowMs }) => pod !== undefined && nowMs - pod.bornAtMs < CHANGE_SHOWN_MS);
  const old = name.previousIp;
  const isChanged = isFresh && old !== undefined && name.ip !== undefined && old !== name.ip && room > 176;
  return (
    <text className={`name-answer mono answer-${name.state}`} x={14} y={44}>
      {isChanged && <tspan className="is-former">{old}</tspan>}
      <tspan dx={isChanged ? 6 : 0}>{text}</tspan>
    </text>
  );
}

/** The ring of seconds that a client may keep the answer it got last. */
function KeptAnswer({ fqdn, x, y }: { readonly fqdn: string; readonly x: number; readonly y: number }) {
  const left = useApp(({ kept, nowMs }) => {
    const answer = kept.get(fqdn);
    return answer === undefined ? 0 : Math.max(0, Math.ceil((answer.atMs + answer.ttlSeconds * 1000 - nowMs) / 1000));
  });
  const total = useApp(({ kept }) => kept.get(fqdn)?.ttlSeconds ?? 0);
  if (left <= 0 || total === 0) return null;
  return (
    <g className="kept-answer" transform={`translate(${x} ${y})`} aria-hidden="true">
      <circle className="kept-track" r="10" />
      <path className="kept-left" d={arcPath(10, left / total)} />
      <text className="mono" y="3.3" textAnchor="middle">
        {left}
      </text>
    </g>
  );
}
