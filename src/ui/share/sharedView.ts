import type { SharedView } from '#session/share/sharedSession.ts';
import type { AppState, AppStore } from '../store/store.ts';

/** What a link keeps of the page: what is arranged how, what is chosen, and whether it plays from the beginning. */
export function viewOf({ arrangement, isTable, selected, inspectorTab }: AppState, isWhole: boolean): SharedView {
  return {
    ...(arrangement === 'ordinal' ? {} : { arrangement }),
    ...(isTable ? { table: 'yes' } : {}),
    ...(selected === undefined ? {} : { selected: [selected.kind, selected.namespace ?? '', selected.name].join('/') }),
    ...(inspectorTab === 'why' ? {} : { tab: inspectorTab }),
    ...(isWhole ? { play: 'whole' } : {}),
  };
}

/** Shows the page as the link says; words that mean nothing here are passed over, they may be from a later version. */
export function showView(store: AppStore, view: SharedView): void {
  const { arrange, showTable, select, showInspectorTab, setPlaying, lookAt } = store.getState();
  const { arrangement, table, selected, tab, play, clock } = view;
  if (arrangement === 'node' || arrangement === 'storage' || arrangement === 'ordinal') arrange(arrangement);
  if (table === 'yes') showTable(true);
  const [kind, namespace, name] = selected?.split('/') ?? [];
  if (kind !== undefined && name !== undefined) select({ kind, name, ...(namespace === undefined || namespace === '' ? {} : { namespace }) });
  if (tab !== undefined) showInspectorTab(tab);
  if (play === 'whole') {
    lookAt(0);
    setPlaying(true);
  } else setPlaying(clock === 'runs');
}
