import { memo } from 'react';
import { useT } from '../../store/store.ts';
import { fitEnd, fitStart } from '../fitText.ts';
import type { Box, PlacedPod } from '../layout/layout.ts';
import { isShownIp, noteWidth } from '../layout/strip.ts';
import type { PodModel } from '../model/podModel.ts';
import { isTrouble } from '../model/podState.ts';
import { MinReadyText, PodCorner, PodIcon } from './LivePodText.tsx';
import { Mark } from './Mark.tsx';
import { RevisionShape } from './RevisionShape.tsx';
import { describePod, STATE_WORDS } from './words.ts';

/** One incarnation of a pod. It is keyed by its uid: a replacement is a new mark in the same place. */
export const PodMark = memo(
  function PodMark({ pod, box, form, isGhost }: PlacedPod) {
    const t = useT();
    const radius = form === 'compact' ? 6 : form === 'pill' ? 8 : 10;
    const classes = `pod pod-${form} tone-${pod.state}${isTrouble(pod.state) ? ' is-trouble' : ''}${isGhost ? ' is-ghost' : ''}`;
    const Body = BODIES[form];
    return (
      <Mark box={box} target={pod.key} label={describePod(t, pod)} className={classes} radius={radius}>
        <rect className="pod-body" width={box.w} height={box.h} rx={radius} />
        <Body pod={pod} box={box} />
        {pod.isBroken && form !== 'compact' && <BrokenBadge x={box.w - (form === 'mini' ? 36 : 18)} y={Math.min(20, box.h / 2)} />}
      </Mark>
    );
  },
  (a, b) => a.pod === b.pod && a.form === b.form && a.isGhost === b.isGhost && isSameBox(a.box, b.box),
);

export function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}

/** Broken on purpose: it can be mended from the list of faults. */
function BrokenBadge({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className="broken-badge" transform={`translate(${x} ${y})`}>
      <circle r={9} />
      <path d="M1.5-5.5L-3.5 1h3l-1 4.5l5-6.5h-3z" />
    </g>
  );
}

interface BodyProps {
  readonly pod: PodModel;
  readonly box: Box;
}

const BODIES = { full: FullBody, slim: SlimBody, mini: MiniBody, compact: CompactBody, pill: PillBody } as const;

function StateWord({ pod, x, y, room }: { readonly pod: PodModel; readonly x: number; readonly y: number; readonly room: number }) {
  const t = useT();
  return (
    <text className="pod-state" x={x} y={y}>
      {pod.state === 'minReady' ? <MinReadyText pod={pod} /> : fitEnd(t(STATE_WORDS[pod.state]), room, { sizePx: 12, isBold: true })}
    </text>
  );
}

function RevisionBar({ pod, h }: { readonly pod: PodModel; readonly h: number }) {
  return pod.revision === undefined ? null : <path className={`revision-bar rev-${pod.revision.look}`} d={`M0 12V${h - 12}`} />;
}

/** The whole card: the ordinal is the identity, so it is the loudest thing. */
function FullBody({ pod, box: { w, h } }: BodyProps) {
  const t = useT();
  const middle = h / 2;
  const infoX = 16 + Math.max(44, pod.label.length * 24);
  const infoRoom = w - infoX - 24;
  return (
    <>
      <RevisionBar pod={pod} h={h} />
      <PodIcon pod={pod} x={20} y={20} r={8} />
      <StateWord pod={pod} x={34} y={24} room={w - 44} />
      <text className="pod-ordinal" x={16} y={middle + 18} style={{ fontSize: pod.label.length > 2 ? 26 : pod.label.length > 1 ? 32 : 42 }}>
        {pod.label}
      </text>
      <path className="pod-hex" d={`M${infoX + 6} ${middle - 11}l4.4 2.5v5l-4.4 2.5l-4.4-2.5v-5z`} />
      <text className="pod-node mono" x={infoX + 16} y={middle - 2}>
        {pod.node === undefined ? t('pod.noNode') : fitStart(pod.node, infoRoom + 4, { sizePx: 10.5, isMono: true })}
      </text>
      <text className={`pod-ip${pod.ip === undefined ? ' is-missing' : ' mono'}`} x={infoX} y={middle + 16}>
        {pod.ip ?? t('pod.noAddress')}
      </text>
      <Footing pod={pod} w={w} h={h} />
    </>
  );
}

function Footing({ pod, w, h }: { readonly pod: PodModel; readonly w: number; readonly h: number }) {
  const { revision } = pod;
  const imageX = revision === undefined ? 16 : 44;
  return (
    <>
      {revision !== undefined && (
        <>
          <RevisionShape look={revision.look} x={20} y={h - 16} s={4.5} />
          <text className="pod-letter" x={31} y={h - 12}>
            {revision.letter}
          </text>
        </>
      )}
      <text className="pod-image mono" x={imageX} y={h - 12}>
        {fitEnd(pod.image, w - imageX - (hasCorner(pod) ? 48 : 12), { sizePx: 10.5, isMono: true })}
      </text>
      <PodCorner pod={pod} x={w - 12} y={h - 12} />
    </>
  );
}

/** Whether something is said in the lower right corner. */
function hasCorner({ state, restarts, exitCode }: PodModel): boolean {
  if (state === 'ready' || state === 'minReady' || state === 'imageBackOff' || state === 'nodeLost') return restarts > 0;
  return state !== 'completed' || exitCode !== undefined;
}

function SlimBody({ pod, box: { w, h } }: BodyProps) {
  const t = useT();
  return (
    <>
      <RevisionBar pod={pod} h={h} />
      <PodIcon pod={pod} x={18} y={18} r={7} />
      <StateWord pod={pod} x={30} y={22} room={w - 36} />
      <text className="pod-ordinal" x={14} y={h / 2 + 14} style={{ fontSize: pod.label.length > 2 ? 22 : 30 }}>
        {pod.label}
      </text>
      <text className="pod-node mono" x={w - 10} y={h / 2 + 6} textAnchor="end">
        {pod.node === undefined ? t('pod.noNode') : fitStart(pod.node, w - 64, { sizePx: 11, isMono: true })}
      </text>
      <text className={`pod-ip${pod.ip === undefined ? ' is-missing' : ' mono'}`} x={14} y={h - 28}>
        {pod.ip ?? t('pod.noAddress')}
      </text>
      {pod.revision !== undefined && (
        <>
          <RevisionShape look={pod.revision.look} x={18} y={h - 13} s={4} />
          <text className="pod-letter" x={28} y={h - 9}>
            {pod.revision.letter}
          </text>
        </>
      )}
      <PodCorner pod={pod} x={w - 10} y={h - 9} />
    </>
  );
}

/** A pod without an ordinal: one like the other, so its name is not large. */
function MiniBody({ pod, box: { w, h } }: BodyProps) {
  const t = useT();
  return (
    <>
      <RevisionBar pod={pod} h={h} />
      <PodIcon pod={pod} x={20} y={20} r={7} />
      <StateWord pod={pod} x={34} y={24} room={w - 60} />
      <text className="pod-name" x={16} y={48}>
        {fitStart(pod.ordinal === undefined && pod.revision !== undefined ? pod.label : pod.name, w - 28, { sizePx: 14, isBold: true })}
      </text>
      <text className={`pod-ip${pod.ip === undefined ? ' is-missing' : ' mono'}`} x={16} y={66}>
        {pod.ip ?? t('pod.noAddress')}
      </text>
      {h > 90 && (
        <text className="pod-image mono" x={16} y={h - 14}>
          {fitEnd(pod.image, w - 64, { sizePx: 10.5, isMono: true })}
        </text>
      )}
      {pod.revision !== undefined && <RevisionShape look={pod.revision.look} x={w - 16} y={20} s={4.5} />}
      <PodCorner pod={pod} x={w - 12} y={h - 14} />
    </>
  );
}

function CompactBody({ pod, box: { w } }: BodyProps) {
  const isCalm = pod.state === 'ready';
  return (
    <>
      <text className={`pod-number mono${isCalm ? '' : ' is-loud'}`} x={8} y={18}>
        {pod.ordinal === undefined ? pod.label.slice(0, 5) : pod.label}
      </text>
      {pod.revision !== undefined && <RevisionShape look={pod.revision.look} x={13} y={32} s={3.6} />}
      <PodIcon pod={pod} x={w - 12} y={31} r={isCalm ? 4.5 : 6.5} />
    </>
  );
}

function PillBody({ pod, box: { w, h } }: BodyProps) {
  const ip = isShownIp(pod.state) ? pod.ip : undefined;
  const ipW = noteWidth(w, pod.name, ip);
  return (
    <>
      <PodIcon pod={pod} x={16} y={h / 2} r={6.5} />
      <text className="pill-name" x={28} y={h / 2 + 4}>
        {fitStart(pod.name, w - 38 - ipW, { sizePx: 12, isBold: true })}
      </text>
      {ipW > 0 && (
        <text className="pill-note mono" x={w - 10} y={h / 2 + 4} textAnchor="end">
          {ip}
        </text>
      )}
    </>
  );
}
