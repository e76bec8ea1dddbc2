import type { PodState } from '../model/podState.ts';
import { textWidth } from '../fitText.ts';
import type { StageModel } from '../model/stageModel.ts';
import type { Box, Draft, Room } from './layout.ts';

const PILL_H = 30;
const GAP = 8;
const MARGIN = 16;

/** A picture without a bar is drawn for a room, in larger letters. */
const ROOM_LETTERS_PX = 15;

/** More rows than this cost the picture too much: then addresses are left to the inspector. */
const MOST_ROWS_WITH_ADDRESSES = 2;

interface Pill {
  readonly fullW: number;
  readonly bareW: number;
  readonly put: (box: Box) => void;
}

/** Places what asks and what helps in rows at the top, beside the bar and under it: the terminal, pods of their own, DNS, the provisioner. */
export function placeStrip(draft: Draft, model: StageModel, room: Room, top: number): number {
  const pills = pillsOf(draft, model, room);
  const newFlow = () => rowFlow(room, draft.width - MARGIN, top);
  const trial = newFlow();
  for (const { fullW } of pills) trial.place(fullW);
  const isFull = trial.rows() <= MOST_ROWS_WITH_ADDRESSES;
  const flow = newFlow();
  for (const { fullW, bareW, put } of pills) put(flow.place(isFull ? fullW : bareW));
  // Where nothing stands, neither pills nor the bar, the next row begins at once.
  return room.bar.h === 0 && pills.length === 0 ? top : flow.bottom();
}

function pillsOf(draft: Draft, model: StageModel, room: Room): readonly Pill[] {
  const pill = (name: string, note: string | undefined, put: Pill['put']): Pill => ({ fullW: pillWidth(name, note, room), bareW: pillWidth(name, undefined, room), put });
  const { terminalNode } = model;
  const terminalW = Math.min(44 + textWidth(terminalNode, { sizePx: room.bar.h === 0 ? ROOM_LETTERS_PX : 11.5, isMono: true }), room.isPhone ? 124 : 280);
  return [
    // A picture of another cluster has no terminal.
    ...(terminalNode === '' ? [] : [{ fullW: terminalW, bareW: terminalW, put: (box: Box) => (draft.terminal = { node: terminalNode, box }) }]),
    ...model.loosePods.map((pod) => pill(pod.name, isShownIp(pod.state) ? pod.ip : undefined, (box) => draft.pods.push({ pod, box, form: 'pill', column: undefined, isGhost: false }))),
    ...model.helpers.map((helper) => pill(helper.name, helper.address, (box) => draft.helpers.push({ helper, box }))),
  ];
}

/** The address of a pod that has ended leads nowhere. */
export function isShownIp(state: PodState): boolean {
  return state !== 'completed' && state !== 'failed';
}

function pillWidth(name: string, note: string | undefined, { isPhone }: Room): number {
  return Math.min(wholeWidth(name, note), isPhone ? 124 : 280);
}

function wholeWidth(name: string, note = ''): number {
  return 44 + textWidth(name, { sizePx: 12, isBold: true }) + (note === '' ? 0 : textWidth(note, { sizePx: 10.5, isMono: true }) + 12);
}

/** How wide the address on a pill is, its distance included; 0 where it would take room from the name. */
export function noteWidth(pillW: number, name: string, note = ''): number {
  return note === '' || wholeWidth(name, note) > pillW + 0.5 ? 0 : note.length * 6.4 + 8;
}

/** Puts boxes one after the other, and into the next row where the row is full. A row under the bar has the whole width. */
function rowFlow({ width, bar }: Room, right: number, top: number) {
  const isBeside = width - bar.w > 420;
  const leftAt = (y: number) => (isBeside && y < top + bar.h ? MARGIN + bar.w + 16 : MARGIN);
  let y = isBeside ? top : top + bar.h + GAP;
  let x = leftAt(y);
  let rows = 1;
  return {
    place: (w: number) => {
      if (x + w > right && x > leftAt(y)) {
        y += PILL_H + GAP;
        x = leftAt(y);
        rows += 1;
      }
      const box = { x, y, w, h: PILL_H };
      x += w + GAP;
      return box;
    },
    rows: () => rows,
    bottom: () => y + PILL_H,
  };
}
