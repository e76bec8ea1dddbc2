import type { PodState } from '../model/podState.ts';
import { textWidth } from '../fitText.ts';
import type { StageModel } from '../model/stageModel.ts';
import type { Draft, Room } from './layout.ts';

const PILL_H = 30;
const GAP = 8;
const MARGIN = 16;

/** A picture without a bar is drawn for a room, in larger letters. */
const ROOM_LETTERS_PX = 15;

/** Places what asks and what helps in rows at the top, beside the bar: the terminal, pods of their own, DNS, the provisioner. */
export function placeStrip(draft: Draft, model: StageModel, room: Room, top: number): number {
  const isBeside = room.width - room.bar.w > 420;
  const flow = rowFlow(isBeside ? MARGIN + room.bar.w + 16 : MARGIN, draft.width - MARGIN, isBeside ? top : top + room.bar.h + GAP);
  // A picture of another cluster has no terminal.
  if (model.terminalNode !== '') draft.terminal = { node: model.terminalNode, box: flow.place(Math.min(44 + textWidth(model.terminalNode, { sizePx: room.bar.h === 0 ? ROOM_LETTERS_PX : 11.5, isMono: true }), room.isPhone ? 124 : 280)) };
  for (const pod of model.loosePods) {
    draft.pods.push({ pod, box: flow.place(pillWidth(pod.name, isShownIp(pod.state) ? pod.ip : undefined, room)), form: 'pill', column: undefined, isGhost: false });
  }
  for (const helper of model.helpers) draft.helpers.push({ helper, box: flow.place(pillWidth(helper.name, helper.address, room)) });
  // Where nothing stands, neither pills nor the bar, the next row begins at once.
  const isBare = room.bar.h === 0 && draft.terminal === undefined && model.loosePods.length + model.helpers.length === 0;
  return isBare ? top : flow.bottom();
}

/** The address of a pod that has ended leads nowhere. */
export function isShownIp(state: PodState): boolean {
  return state !== 'completed' && state !== 'failed';
}

function pillWidth(name: string, note: string | undefined, { isPhone }: Room): number {
  const noteW = note === undefined ? 0 : textWidth(note, { sizePx: 10.5, isMono: true }) + 12;
  return Math.min(44 + textWidth(name, { sizePx: 12, isBold: true }) + noteW, isPhone ? 124 : 280);
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
