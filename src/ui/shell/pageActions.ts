import type { MessageKey } from '../i18n/messages.ts';
import { stuckObject } from '../past/stuckObject.ts';
import { lastCommand } from '../past/lastCommand.ts';
import { SPEEDS } from '../store/clockSlice.ts';
import { liveBranch } from '../store/pastSlice.ts';
import type { AppState, AppStore } from '../store/store.ts';
import type { Arrangement, Theme } from '../store/viewSlice.ts';
import { focusRegion } from './focusRegion.ts';

/** Something the page can do. The palette, the keys and the help sheet all read the same list. */
export interface PageAction {
  readonly id: string;
  readonly group: ActionGroup;
  readonly label: MessageKey;
  /** The keys that do it outside of texts: one press, as `KeyboardEvent.key` names it, with `Ctrl+` before it where Ctrl or Cmd is held. */
  readonly keys?: readonly string[];
  readonly isPossible?: (state: AppState) => boolean;
  readonly run: (store: AppStore) => void;
}

export type ActionGroup = 'time' | 'stage' | 'past' | 'page';

export const GROUP_WORDS: Readonly<Record<ActionGroup, MessageKey>> = {
  time: 'action.groupTime',
  stage: 'action.groupStage',
  past: 'action.groupPast',
  page: 'action.groupPage',
};

export const PAGE_ACTIONS: readonly PageAction[] = [
  { id: 'play', group: 'time', label: 'help.play', keys: [' '], run: (store) => store.getState().setPlaying(!store.getState().isPlaying) },
  { id: 'step', group: 'time', label: 'clock.stepLong', keys: ['.'], run: (store) => store.getState().step() },
  { id: 'decision', group: 'time', label: 'clock.decisionLong', keys: ['d'], run: (store) => store.getState().stepToDecision() },
  { id: 'slower', group: 'time', label: 'action.slower', keys: ['['], run: (store) => changeSpeed(store, -1) },
  { id: 'faster', group: 'time', label: 'action.faster', keys: [']'], run: (store) => changeSpeed(store, 1) },
  { id: 'why', group: 'time', label: 'why.button', keys: ['w'], run: askWhy },

  arrangement('ordinal', 'arrange.ordinal', '1'),
  arrangement('node', 'arrange.node', '2'),
  arrangement('storage', 'arrange.storage', '3'),
  { id: 'table', group: 'stage', label: 'arrange.table', keys: ['4'], run: (store) => store.getState().showTable(true) },
  { id: 'zoomIn', group: 'stage', label: 'zoom.in', keys: ['+', '='], run: (store) => zoomBy(store, 1.25) },
  { id: 'zoomOut', group: 'stage', label: 'zoom.out', keys: ['-'], run: (store) => zoomBy(store, 0.8) },
  { id: 'zoomReset', group: 'stage', label: 'zoom.reset', keys: ['0'], run: (store) => store.getState().setZoom(1) },
  { id: 'zoomFit', group: 'stage', label: 'zoom.fit', keys: ['f'], run: (store) => store.getState().fitZoom() },

  { id: 'undo', group: 'past', label: 'undo.undo', keys: ['Ctrl+z', 'u'], isPossible: canUndo, run: (store) => store.getState().undo() },
  { id: 'redo', group: 'past', label: 'undo.redo', keys: ['Ctrl+Shift+z', 'Ctrl+y', 'r'], isPossible: canRedo, run: (store) => store.getState().redo() },
  { id: 'back', group: 'past', label: 'past.back', isPossible: isPast, run: (store) => store.getState().backToLive() },
  { id: 'act', group: 'past', label: 'past.act', isPossible: isPast, run: (store) => store.getState().actFromHere() },
  { id: 'branches', group: 'past', label: 'branch.open', keys: ['b'], run: (store) => store.getState().openSheet('branches') },

  { id: 'palette', group: 'page', label: 'palette.title', keys: ['Ctrl+k'], run: (store) => store.getState().openSheet('palette') },
  region('stage', 'action.toStage', 's'),
  region('timeline', 'action.toTimeline', 'l'),
  region('inspector', 'action.toInspector', 'i'),
  region('terminal', 'action.toTerminal', 't'),
  { id: 'lessons', group: 'page', label: 'lesson.all', keys: ['g'], run: (store) => store.getState().goTo('lessons') },
  { id: 'import', group: 'page', label: 'import.open', run: (store) => store.getState().openImport() },
  { id: 'newTerminal', group: 'page', label: 'terminal.open', run: (store) => store.getState().dispatch({ do: 'openTerminal' }) },
  theme('dark', 'theme.dark'),
  theme('light', 'theme.light'),
  theme('contrast', 'theme.contrast'),
  { id: 'language', group: 'page', label: 'action.language', run: (store) => void store.getState().setLanguage(store.getState().language === 'en' ? 'zh' : 'en') },
  { id: 'settings', group: 'page', label: 'settings.title', keys: [','], run: (store) => store.getState().openSheet('settings') },
  { id: 'share', group: 'page', label: 'share.title', run: (store) => store.getState().openShare(true) },
  { id: 'help', group: 'page', label: 'help.title', keys: ['?'], run: (store) => store.getState().openSheet('help') },
];

function arrangement(id: Arrangement, label: MessageKey, key: string): PageAction {
  return { id, group: 'stage', label, keys: [key], run: (store) => store.getState().arrange(id) };
}

function region(id: 'stage' | 'timeline' | 'inspector' | 'terminal', label: MessageKey, key: string): PageAction {
  return { id: `to-${id}`, group: 'page', label, keys: [key], run: (store) => focusRegion(store, id) };
}

function theme(id: Theme, label: MessageKey): PageAction {
  return { id: `theme-${id}`, group: 'page', label, isPossible: (state) => state.theme !== id, run: (store) => store.getState().setTheme(id) };
}

export function canUndo(state: AppState): boolean {
  const { session } = liveBranch(state);
  return state.crash === undefined && lastCommand(session.history, (state.present?.frame ?? state.frame).marks) !== undefined;
}

export function canRedo({ undone }: AppState): boolean {
  return undone.length > 0;
}

function isPast({ present }: AppState): boolean {
  return present !== undefined;
}

/** Shows why the thing that waits does: one press, whatever is chosen. */
export function askWhy(store: AppStore): void {
  const { frame, session, selected, select, showInspectorTab, showPhoneTab, showToast, t } = store.getState();
  const target = stuckObject(frame, session.why, selected);
  if (target === undefined) {
    showToast({ tone: 'ready', title: t('why.calm'), text: t('why.calmText') });
    return;
  }
  select(target);
  showInspectorTab('why');
  showPhoneTab('inspector');
}

function changeSpeed(store: AppStore, by: number): void {
  const { speed, setSpeed } = store.getState();
  const next = SPEEDS[SPEEDS.indexOf(speed) + by];
  if (next !== undefined) setSpeed(next);
}

function zoomBy(store: AppStore, factor: number): void {
  store.getState().setZoom(store.getState().zoom * factor);
}
