import { memo } from 'react';
import { useT } from '../../store/store.ts';
import type { Translate } from '../../i18n/translate.ts';
import { fitEnd, textWidth } from '../fitText.ts';
import type { StageLayout } from '../layout/layout.ts';
import type { ServiceModel } from '../model/serviceModel.ts';
import { Mark } from './Mark.tsx';
import { isSameBox } from './PodMark.tsx';

type PlacedService = StageLayout['services'][number];

/** A Service: a headless one is a bus of names, one with an address a hub that chooses. */
export const ServiceMark = memo(
  function ServiceMark({ service, box, isUnused }: PlacedService) {
    const t = useT();
    const title = `svc/${service.name}`;
    const end = serviceEnd(t, service);
    const endW = textWidth(end, { sizePx: 11.5, isBold: true });
    const shownTitle = fitEnd(title, box.w - 36 - endW, { sizePx: 12.5, isBold: true });
    const titleW = textWidth(shownTitle, { sizePx: 12.5, isBold: true });
    const note = serviceNote(t, service);
    const noteRoom = box.w - 24 - titleW - 10 - endW - 12;
    return (
      <Mark box={box} target={service.key} label={t('service.label', { name: service.name, note, end })} className={`service service-${service.kind}${isUnused ? ' is-unused' : ''}`} radius={8}>
        <rect className="service-body" width={box.w} height={box.h} rx={8} />
        <text className="service-name" x={12} y={20}>
          {shownTitle}
        </text>
        {noteRoom > 40 && (
          <text className={`service-note${service.kind === 'cluster' ? ' mono' : ''}`} x={12 + titleW + 10} y={20}>
            {fitEnd(note, noteRoom, { sizePx: 11.5, isMono: service.kind === 'cluster' })}
          </text>
        )}
        <text className="service-end" x={box.w - 12} y={20} textAnchor="end">
          {end}
        </text>
      </Mark>
    );
  },
  (a, b) => a.isUnused === b.isUnused && isSameBox(a.box, b.box) && isSameService(a.service, b.service),
);

function isSameService(a: ServiceModel, b: ServiceModel): boolean {
  return a.id === b.id && a.clusterIp === b.clusterIp && a.ports === b.ports && a.requestCount === b.requestCount && a.readyPods.size === b.readyPods.size && a.namedPods.size === b.namedPods.size;
}

/** Of which sort a Service is, or its address. */
export function serviceNote(t: Translate, service: ServiceModel): string {
  if (service.kind === 'headless') return t('service.headless');
  if (service.kind === 'external') return t('service.external');
  return `${service.clusterIp ?? ''}${service.ports === '' ? '' : `:${service.ports}`}`;
}

/** How many stand behind a Service, or what it answered. */
export function serviceEnd(t: Translate, service: ServiceModel): string {
  if (service.kind === 'headless') return t('service.records', { count: service.readyPods.size });
  if (service.kind === 'external') return '';
  if (service.readyPods.size === 0) return t('service.noEndpoints');
  return service.requestCount > 0 ? t('service.requests', { count: service.requestCount }) : t('service.endpoints', { count: service.readyPods.size });
}

/** How many requests a Service has sent to one pod. */
export const CountBadge = memo(function CountBadge({ x, y, count, isReady }: StageLayout['counts'][number]) {
  const text = `×${count}`;
  const w = Math.max(36, text.length * 7 + 14);
  return (
    <g className={`count-badge${isReady ? '' : ' is-out'}`} style={{ transform: `translate(${x}px, ${y}px)` }} aria-hidden="true">
      <rect x={-w / 2} y={-9} width={w} height={18} rx={9} />
      <text className="mono" y={4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
});
