import { memo } from 'react';
import { useT } from '../../store/store.ts';
import type { Translate } from '../../i18n/translate.ts';
import { fitEnd, fitMiddle } from '../fitText.ts';
import type { StageLayout } from '../layout/layout.ts';
import type { VolumeModel } from '../model/storageModel.ts';
import { Mark } from './Mark.tsx';
import { isSameBox } from './PodMark.tsx';
import { StateIcon } from './StateIcon.tsx';
import { VOLUME_WORDS } from './words.ts';

type PlacedVolume = StageLayout['volumes'][number];

/** A PersistentVolume with the first line of what is in it. */
export const VolumeMark = memo(
  function VolumeMark({ volume, claim, box, form, writers }: PlacedVolume) {
    const t = useT();
    const target = volume.key ?? claim?.key ?? { kind: 'PersistentVolume', name: volume.name ?? '' };
    const isSplit = form === 'folder' && writers > 1;
    const label = t('volume.label', { name: volume.name ?? t('volume.none'), content: contentText(t, volume) });
    return (
      <Mark box={box} target={target} label={label} className={`volume volume-${volume.state}${isSplit ? ' is-split' : ''}${volume.isFull ? ' is-full' : ''}`} radius={8}>
        {form === 'folder' ? <Folder volume={volume} claim={claim} box={box} writers={writers} form={form} /> : <Cylinder t={t} volume={volume} box={box} />}
      </Mark>
    );
  },
  (a, b) => a.form === b.form && a.writers === b.writers && isSameBox(a.box, b.box) && isSameVolume(a.volume, b.volume) && a.claim?.name === b.claim?.name,
);

function isSameVolume(a: VolumeModel, b: VolumeModel): boolean {
  return a.id === b.id && a.state === b.state && a.firstLine === b.firstLine && a.fileCount === b.fileCount && a.isFull === b.isFull && a.size === b.size;
}

function Cylinder({ t, volume, box: { w, h } }: { readonly t: Translate; readonly volume: VolumeModel; readonly box: PlacedVolume['box'] }) {
  const middle = w / 2;
  return (
    <>
      <path className="volume-body" d={`M0 7v${h - 14}c0 9.3 ${w} 9.3 ${w} 0v${-(h - 14)}`} />
      <ellipse className="volume-body" cx={middle} cy={7} rx={middle} ry={6.5} />
      <text className={`volume-text${volume.fileCount > 0 ? ' mono' : ''}`} x={middle} y={h / 2 + 6} textAnchor="middle">
        {fitEnd(contentText(t, volume), w - 16, { sizePx: 11, isMono: true })}
      </text>
      <text className="volume-note" x={middle} y={h / 2 + 18} textAnchor="middle">
        {fitEnd(noteText(t, volume), w - 20, { sizePx: 10.5 })}
      </text>
    </>
  );
}

/** On the storage server a volume is a folder, and it shows who writes into it. */
function Folder({ volume, claim, box: { w, h }, writers }: PlacedVolume) {
  const t = useT();
  const name = claim?.name ?? volume.name ?? '';
  return (
    <>
      <path className="volume-body" d={`M0 8a6 6 0 0 1 6-6h56l10 10h${w - 78}a6 6 0 0 1 6 6v${h - 24}a6 6 0 0 1-6 6h${-(w - 12)}a6 6 0 0 1-6-6z`} />
      <text className="volume-text mono" x={14} y={30}>
        {fitMiddle(name, w - 26, { sizePx: 11, isMono: true })}
      </text>
      <text className="volume-note mono" x={14} y={46}>
        {fitEnd(volume.firstFile === undefined ? t(volume.isUnseen ? 'volume.unseen' : 'volume.empty') : `${volume.firstFile} “${volume.firstLine ?? ''}”`, w - 26, { sizePx: 11, isMono: true })}
      </text>
      {writers > 1 ? (
        <>
          <StateIcon state="failed" x={20} y={60} r={6} />
          <text className="volume-writers" x={32} y={64}>
            {t('volume.writers', { count: writers })}
          </text>
        </>
      ) : (
        <text className={`volume-writers${writers === 0 ? ' is-quiet' : ''}`} x={14} y={64}>
          {writers === 0 ? fitEnd(t('volume.noWriter', { claim: claim?.name ?? '' }), w - 24, { sizePx: 11 }) : t('volume.writers', { count: writers })}
        </text>
      )}
    </>
  );
}

/** What is in a volume, as it is drawn in it. */
export function contentText(t: Translate, volume: VolumeModel): string {
  if (volume.state === 'none') return t('volume.none');
  if (volume.state === 'missing') return t('volume.missing');
  if (volume.fileCount === 0) return t(volume.isUnseen ? 'volume.unseen' : 'volume.empty');
  return volume.firstLine === undefined || volume.firstLine === '' ? (volume.firstFile ?? '') : `“${volume.firstLine}”`;
}

/** How large a volume is and what holds it. */
export function noteText(t: Translate, volume: VolumeModel): string {
  if (volume.isFull) return t('volume.full');
  if (volume.state === 'kept' || volume.state === 'inUse' || volume.state === 'released') return [volume.size, t(VOLUME_WORDS[volume.state])].filter((part) => part !== undefined).join(' · ');
  return [volume.size, volume.medium, volume.fileCount > 1 ? t('volume.files', { count: volume.fileCount }) : undefined].filter((part) => part !== undefined).join(' · ');
}
