import { Redo2, Undo2 } from 'lucide-react';
import { lastCommand } from '../past/lastCommand.ts';
import { liveBranch } from '../store/pastSlice.ts';
import { useApp, useT } from '../store/store.ts';
import { Group } from './Group.tsx';
import { canRedo, canUndo } from './pageActions.ts';

/** Takes the last command back, or takes that back: each is a branch, and nothing is lost. */
export function UndoButtons() {
  const t = useT();
  const isPossible = useApp(canUndo);
  const line = useApp((state) => (canUndo(state) ? lastCommand(liveBranch(state).session.history, (state.present?.frame ?? state.frame).marks)?.line : undefined));
  const isRedoPossible = useApp(canRedo);
  const isSeeking = useApp((state) => state.seekingMs !== undefined);
  const undo = useApp((state) => state.undo);
  const redo = useApp((state) => state.redo);
  const undoText = line === undefined ? t('undo.undo') : t('undo.undoLine', { line });
  return (
    <Group className="undo-buttons" label={t('undo.title')}>
      <button type="button" className="icon-button is-quiet" aria-label={undoText} title={undoText} disabled={!isPossible || isSeeking} onClick={undo}>
        <Undo2 size={16} aria-hidden="true" />
      </button>
      <button type="button" className="icon-button is-quiet" aria-label={t('undo.redo')} title={t('undo.redo')} disabled={!isRedoPossible || isSeeking} onClick={redo}>
        <Redo2 size={16} aria-hidden="true" />
      </button>
    </Group>
  );
}
