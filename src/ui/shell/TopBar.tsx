import { CircleHelp, Command, Ellipsis, FileUp, Moon, Settings, Sun } from 'lucide-react';
import { LessonButton } from '../lesson/LessonButton.tsx';
import { ShareButton } from '../share/ShareButton.tsx';
import { useApp, useT } from '../store/store.ts';
import { BreakMenu } from './BreakMenu.tsx';
import { ClockControls } from './ClockFace.tsx';
import { Logo } from './Logo.tsx';
import { ProfileMenu } from './ProfileMenu.tsx';
import { useIsPhone } from './useMedia.ts';
import { UndoButtons } from './UndoButtons.tsx';

/** Who we are, which cluster this is, what time it is in there, and what can be broken. */
export function TopBar() {
  const t = useT();
  return (
    <header className="top-bar">
      <Logo />
      <h1>Ordinal</h1>
      <LessonButton />
      <ProfileMenu />
      <UndoButtons />
      <ClockControls />
      <div className="top-tools">
        <BreakMenu />
        <ImportButton />
        <ShareButton />
        <LanguageButton />
        <ThemeButton />
        <SettingsButton />
        <HelpButton label={t('help.title')} />
        <PaletteButton />
      </div>
    </header>
  );
}

function ImportButton() {
  const t = useT();
  const openImport = useApp((state) => state.openImport);
  const label = t('import.open');
  return (
    <button type="button" className="icon-button is-quiet wide-only" aria-label={label} title={label} onClick={() => openImport()}>
      <FileUp size={16} aria-hidden="true" />
    </button>
  );
}

function LanguageButton() {
  const language = useApp((state) => state.language);
  const setLanguage = useApp((state) => state.setLanguage);
  const next = language === 'en' ? 'zh' : 'en';
  return (
    <button type="button" className="button is-quiet look-button" lang={next === 'zh' ? 'zh-CN' : 'en'} aria-label={next === 'zh' ? '切换到中文' : 'Switch to English'} onClick={() => void setLanguage(next)}>
      {next === 'zh' ? '中文' : 'EN'}
    </button>
  );
}

function ThemeButton() {
  const t = useT();
  const theme = useApp((state) => state.theme);
  const setTheme = useApp((state) => state.setTheme);
  const isDark = theme !== 'light';
  const label = t(isDark ? 'theme.light' : 'theme.dark');
  return (
    <button type="button" className="icon-button is-quiet look-button" aria-label={label} title={label} onClick={() => setTheme(isDark ? 'light' : 'dark')}>
      {isDark ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
    </button>
  );
}

function HelpButton({ label }: { readonly label: string }) {
  const openSheet = useApp((state) => state.openSheet);
  return (
    <button type="button" className="icon-button is-quiet" aria-label={label} title={`${label} (?)`} onClick={() => openSheet('help')}>
      <CircleHelp size={16} aria-hidden="true" />
    </button>
  );
}

function SettingsButton() {
  const t = useT();
  const openSheet = useApp((state) => state.openSheet);
  return (
    <button type="button" className="icon-button is-quiet settings-button" aria-label={t('settings.title')} title={`${t('settings.title')} (,)`} onClick={() => openSheet('settings')}>
      <Settings size={16} aria-hidden="true" />
    </button>
  );
}

/** On a phone everything that the bar has no room for is behind it. */
function PaletteButton() {
  const t = useT();
  const isPhone = useIsPhone();
  const openSheet = useApp((state) => state.openSheet);
  return (
    <button type="button" className="button palette-button" aria-label={t('palette.title')} title={`${t('palette.title')} (Ctrl+K)`} onClick={() => openSheet('palette')}>
      {isPhone ? <Ellipsis size={18} aria-hidden="true" /> : <Command size={13} aria-hidden="true" />}
      <span aria-hidden="true">K</span>
    </button>
  );
}
