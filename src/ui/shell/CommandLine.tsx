import { CornerDownLeft } from 'lucide-react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { runLine } from './runLine.ts';

/** A command as it would be typed, with a button that types and runs it. */
export function CommandLine({ line }: { readonly line: string }) {
  const t = useT();
  const store = useAppStore();
  const isPicture = useApp(({ session }) => session.isPicture === true);
  return (
    <div className="command">
      <code>{line}</code>
      {!isPicture && (
        <button type="button" aria-label={t('command.runThis', { line })} onClick={() => runLine(store, line)}>
          {t('command.run')}
          <CornerDownLeft size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
