import type { StageModel } from '../model/stageModel.ts';
import type { Draft, Room } from './layout.ts';

const PILL_H = 30;
const GAP = 8;
const MARGIN = 16;

/** Places what asks and what helps in rows at the top, beside the bar: the terminal, pods of their own, DNS, the provisioner. */
export function placeStrip(draft: Draft, model: StageModel, room: Room, top: number): number {
  const isBeside = room.width - room.bar.w > 420;
  const flow = rowFlow(isBeside ? MARGIN + room.bar.w + 16 : MARGIN, draft.width - MARGIN, isBeside ? top : top + room.bar.h + GAP);
  draft.terminal = flow.place(widthOf(model.terminalNode.length + 2, room));
  for (const pod of model.loosePods) {
    draft.pods.push({ pod, box: flow.place(widthOf(pod.name.length + (pod.ip?.length ?? 0) + 2, room)), form: 'pill', column: undefined, isGhost: false });
  }
  for (const helper of model.helpers) draft.helpers.push({ helper, box: flow.place(widthOf(helper.name.length + (helper.address?.length ?? 0) + 1, room)) });
  return flow.bottom();
}

function widthOf(characters: number, { isPhone }: Room): number {
  return Math.min(40 + characters * 6.9, isPhone ? 200 : 280);
}

/** Puts boxes one after the other, and into the next row where the row is full. */
function rowFlow(left: number, right: number, top: number) {
  let x = left;
  let y = top;
  return {
    place: (w: number) => {
      if (x + w > right && x > left) {
        x = left;
        y += PILL_H + GAP;
      }
      const box = { x, y, w, h: PILL_H };
      x += w + GAP;
      return box;
    },
    bottom: () => y + PILL_H,
  };
}
