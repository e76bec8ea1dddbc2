import { useApp, useT } from '../../store/store.ts';
import { fitEnd, textWidth } from '../fitText.ts';
import type { StageLayout } from '../layout/layout.ts';
import type { NodeModel } from '../model/nodeModel.ts';
import { clockText } from './LivePodText.tsx';
import { Mark } from './Mark.tsx';
import { StateIcon } from './StateIcon.tsx';

type Shelf = StageLayout['shelves'][number];

/** A node as a shelf: what it is, whether it is heard, and what was done to it. */
export function ShelfMark({ node, box }: Shelf) {
  const t = useT();
  const isOut = node !== undefined && node.fault !== undefined;
  const state = node === undefined ? 'unplaced' : node.fault === 'network' ? 'cut' : node.fault === 'power' ? 'off' : node.isReady ? 'ready' : 'lost';
  return (
    <g className={`shelf shelf-${state}`}>
      <rect className="shelf-body" x={box.x} y={box.y} width={box.w} height={box.h} rx={12} />
      {isOut && <rect className="shelf-hatch" x={box.x} y={box.y} width={box.w} height={box.h} rx={12} />}
      {node === undefined ? (
        <text className="shelf-title" x={box.x + 16} y={box.y + 32}>
          {t('node.unplaced')}
        </text>
      ) : (
        <>
          <NodeInfo node={node} box={box} />
          {box.w >= 620 && <Heartbeat isHeard={node.isReady} x={box.x + 16} y={box.y + 112} />}
          <path className={`shelf-board${node.fault === 'power' ? ' is-dark' : ''}`} d={`M${box.x + (box.w < 620 ? 16 : 184)} ${box.y + box.h - 10}H${box.x + box.w - 16}`} />
        </>
      )}
      {node?.fault !== undefined && <FaultTag kind={node.fault} x={box.x + 16} y={box.y} />}
    </g>
  );
}

function NodeInfo({ node, box }: { readonly node: NodeModel; readonly box: Shelf['box'] }) {
  const t = useT();
  const place = { x: box.x + 8, y: box.y + 12, w: 172, h: 84 };
  const word = t(node.isReady ? (node.isCordoned ? 'node.cordoned' : 'node.ready') : 'node.notReady');
  const role = t(node.isControlPlane ? 'node.controlPlane' : 'node.worker');
  return (
    <Mark box={place} target={node.key} label={t('node.label', { name: node.name, state: word })} className={`node-info${node.isReady ? '' : ' is-lost'}`} radius={8}>
      <rect className="status-hit" width={place.w} height={place.h} rx={8} />
      <path className="node-hex" d="M13 10l4.4 2.5v5l-4.4 2.5l-4.4-2.5v-5z" />
      <text className="node-name mono" x={26} y={20}>
        {fitEnd(node.name, 132, { sizePx: 12.5, isMono: true })}
      </text>
      <text className="node-note" x={8} y={40}>
        {fitEnd(node.podCidr === undefined ? role : `${role} · ${node.podCidr}`, 180, { sizePx: 11 })}
      </text>
      <StateIcon state={node.isReady ? (node.isCordoned ? 'waiting' : 'ready') : 'nodeLost'} x={15} y={57} r={6.5} />
      <text className="node-state" x={27} y={61}>
        {word}
      </text>
      <Heard node={node} />
    </Mark>
  );
}

/** How long ago the node was heard of. It is said once that is longer than a healthy node lets pass. */
function Heard({ node }: { readonly node: NodeModel }) {
  const t = useT();
  const seconds = useApp(({ frame, nowMs }) => (node.heardUnixMs === undefined ? 0 : Math.floor((frame.unixNowMs + nowMs - frame.nowMs - node.heardUnixMs) / 1000)));
  // A node that is Ready is heard: how finely heartbeats are stored says nothing about it.
  const isLong = !node.isReady && seconds > 20;
  return (
    <text className={`node-heard${isLong ? ' is-long' : ''}`} x={8} y={80}>
      {isLong ? t('node.heard', { ago: clockText(seconds) }) : t('node.heardNow')}
    </text>
  );
}

const BEAT = 'h14l4-9l6 17l5-12l3 4h8';

/** The node's lease as a pulse: what the control plane hears, which is not the same as what runs there. */
function Heartbeat({ isHeard, x, y }: { readonly isHeard: boolean; readonly x: number; readonly y: number }) {
  return (
    <g className={`heartbeat${isHeard ? '' : ' is-lost'}`} transform={`translate(${x} ${y})`} aria-hidden="true">
      <path d={`M0 0${isHeard ? BEAT.repeat(3) : BEAT}`} />
      {!isHeard && <path className="heartbeat-flat" d="M44 0H120" />}
    </g>
  );
}

function FaultTag({ kind, x, y }: { readonly kind: 'power' | 'network'; readonly x: number; readonly y: number }) {
  const t = useT();
  const text = t(kind === 'power' ? 'node.poweredOff' : 'node.networkCut');
  const w = textWidth(text, { sizePx: 12, isBold: true }) + 48;
  return (
    <g className={`fault-tag fault-${kind}`} transform={`translate(${x} ${y})`}>
      <rect x={0} y={-12} width={w} height={24} rx={12} />
      {kind === 'power' ? <path d="M17-4a5.4 5.4 0 1 0 6 0M20-7v6" /> : <path d="M10 0h5M24 0h5M16 5l2-10M21 5l2-10" />}
      <text x={36} y={4}>
        {text}
      </text>
    </g>
  );
}

/** The server that holds the volumes' folders. */
export function StoreFrame({ store }: { readonly store: NonNullable<StageLayout['store']> }) {
  const t = useT();
  const { box } = store;
  return (
    <g className="store">
      <rect className="store-body" x={box.x} y={box.y} width={box.w} height={box.h} rx={12} />
      <text className="store-title" x={box.x + 16} y={box.y + 28}>
        {t(store.title === 'nfs' ? 'storage.nfsServer' : 'storage.volumes')}
      </text>
      <text className="store-path mono" x={box.x + 16} y={box.y + 46}>
        {fitEnd(store.path, box.w - 24, { sizePx: 10.5, isMono: true })}
      </text>
    </g>
  );
}
