import { useT } from '../store/store.ts';
import { Sheet } from '../shell/Sheet.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { ClusterSettings } from './ClusterSettings.tsx';
import './settings.css';

/** How the page looks and reads, and which cluster the next session has. */
export function SettingsSheet() {
  const t = useT();
  return (
    <Sheet name="settings" title={t('settings.title')} className="settings">
      <AppearanceSettings />
      <ClusterSettings />
    </Sheet>
  );
}
