import type { Fault } from '#engine/faults.ts';
import { faultLine, undoOf } from '#session/faultLine.ts';
import type { AppStore } from '../store/store.ts';
import type { BreakAction } from './breakActions.ts';
import { runLine } from './runLine.ts';

/** Does what an entry stands for, as a line in the terminal, and offers to take it back. */
export function doBreak(store: AppStore, { fault, line, label, isOn }: BreakAction): void {
  runFault(store, fault, line);
  const undo = fault === undefined ? undefined : undoOf(fault);
  if (undo === undefined || isOn) return;
  const { showToast, t } = store.getState();
  showToast({ tone: 'fail', title: t(label), text: line, isMono: true, action: { label: t('break.mend'), run: () => mend(store, fault) } });
}

/** Takes a fault back, as a line in the terminal. */
export function mend(store: AppStore, fault: Fault | undefined): void {
  const undo = fault === undefined ? undefined : undoOf(fault);
  if (undo !== undefined) runFault(store, undo, faultLine(undo));
}

/** Takes back all faults that are in force. */
export function mendAll(store: AppStore): void {
  if (!isHostDark(store)) runLine(store, 'fault clear');
  else for (const { fault } of store.getState().frame.faults) mend(store, fault);
}

/** A machine without power has no shell to type into: there the fault is done without one. */
function runFault(store: AppStore, fault: Fault | undefined, line: string): void {
  if (fault === undefined || !isHostDark(store)) {
    runLine(store, line);
    return;
  }
  store.getState().dispatch({ do: 'fault', fault });
  store.getState().setPlaying(true);
}

function isHostDark(store: AppStore): boolean {
  const { frame, session } = store.getState();
  return frame.faults.some(({ fault }) => fault.fault === 'power' && fault.node === session.options.profile.terminalNode);
}
