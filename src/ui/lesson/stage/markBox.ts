import type { ObjectRef } from '#lessons/check.ts';
import type { StageMark } from '#lessons/lesson.ts';
import type { Box, PlacedPod, StageLayout } from '../../stage/layout/layout.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';

/** Where a mark of a lesson lies on the stage; undefined when the picture does not show it now. */
export function markBox(layout: StageLayout, { object, part }: StageMark): Box | undefined {
  if (object.kind === 'Pod') return podPart(layout, object, part);
  return wholeOf(layout, object);
}

function isNamed(key: ObjectKey | undefined, { kind, name, namespace }: ObjectRef): boolean {
  return key?.kind === kind && key.name === name && (key.namespace === undefined || key.namespace === (namespace ?? 'default'));
}

function wholeOf(layout: StageLayout, object: ObjectRef): Box | undefined {
  switch (object.kind) {
    case 'PersistentVolumeClaim':
      return layout.claims.find(({ claim }) => isNamed(claim.key, object))?.box ?? layout.volumes.find(({ claim }) => isNamed(claim?.key, object))?.box;
    case 'PersistentVolume':
      return layout.volumes.find(({ volume }) => volume.name === object.name)?.box;
    case 'Service':
      return layout.services.find(({ service }) => isNamed(service.key, object))?.box;
    case 'Node':
      return layout.shelves.find(({ node }) => node?.name === object.name)?.box ?? (layout.terminal?.node === object.name ? layout.terminal.box : undefined);
    default:
      return layout.frames.find(({ set, pool }) => isNamed(set?.key, object) || isNamed(pool?.key, object))?.box;
  }
}

function podPart(layout: StageLayout, object: ObjectRef, part: StageMark['part']): Box | undefined {
  const placed = layout.pods.find(({ pod, isGhost }) => !isGhost && isNamed(pod.key, object));
  const named = layout.names.find(({ column, name }) => column.podName === object.name && name.id.startsWith(`name/${object.namespace ?? 'default'}/`))?.box;
  switch (part) {
    case 'name':
      return named === undefined ? placed?.box : { ...named, h: 28 };
    case 'address':
      return named === undefined ? inPod(placed, (box) => ({ ...box, y: box.y + box.h / 2 + 2, h: 20 })) : { x: named.x + 6, y: named.y + 31, w: Math.min(named.w - 12, 140), h: 20 };
    case 'ordinal':
      return inPod(placed, (box, { pod }) => ({ x: box.x + 9, y: box.y + box.h / 2 - 21, w: Math.max(40, pod.label.length * 24 + 12), h: 46 }));
    case 'image':
      return inPod(placed, (box) => ({ x: box.x + 8, y: box.y + box.h - 26, w: box.w - 16, h: 20 }));
    case 'node':
      return inPod(placed, (box) => ({ x: box.x + box.w / 3, y: box.y + box.h / 2 - 16, w: (box.w * 2) / 3 - 8, h: 20 }));
    case 'claim':
      return layout.claims.find(({ claim }) => placed?.pod.claims.includes(claim.name))?.box;
    case 'volume':
      return layout.volumes.find(({ claim }) => claim !== undefined && placed?.pod.claims.includes(claim.name))?.box;
    case undefined:
      return placed?.box ?? layout.slots.find(({ column }) => column.podName === object.name)?.box;
  }
}

/** A part of a pod's card; of a smaller form, the whole of it. */
function inPod(placed: PlacedPod | undefined, part: (box: Box, placed: PlacedPod) => Box): Box | undefined {
  if (placed === undefined) return undefined;
  return placed.form === 'full' || placed.form === 'mini' ? part(placed.box, placed) : placed.box;
}
