import { SPEEDS } from '../store/clockSlice.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { TERMINAL_FONT_PX } from '../store/viewSlice.ts';
import type { Theme, Verbosity } from '../store/viewSlice.ts';
import { Choice } from './Choice.tsx';

/** Everything here holds at once and is kept in the browser. */
export function AppearanceSettings() {
  const t = useT();
  const store = useAppStore();
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  const speed = useApp((state) => state.speed);
  const verbosity = useApp((state) => state.verbosity);
  const fontPx = useApp((state) => state.terminalFontPx);
  const isTerminalSpoken = useApp((state) => state.isTerminalSpoken);
  const hasLetterKeys = useApp((state) => state.hasLetterKeys);
  const reset = () => {
    const { setTheme, setSpeed, setVerbosity, setTerminalFont, setTerminalSpoken, setLetterKeys } = store.getState();
    setTheme(matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark');
    setSpeed(1);
    setVerbosity('important');
    setTerminalFont(TERMINAL_FONT_PX);
    setTerminalSpoken(false);
    setLetterKeys(true);
  };
  return (
    <section aria-labelledby="settings-look">
      <h3 className="eyebrow" id="settings-look">
        {t('settings.look')}
      </h3>
      <Choice<Theme>
        label={t('settings.theme')}
        value={theme}
        options={[{ value: 'dark', text: t('settings.dark') }, { value: 'light', text: t('settings.light') }, { value: 'contrast', text: t('settings.contrast') }]}
        onChange={store.getState().setTheme}
      />
      <Choice
        label={t('settings.language')}
        value={language}
        options={[{ value: 'en', text: 'English', lang: 'en' }, { value: 'zh', text: '中文', lang: 'zh-CN' }]}
        onChange={(next) => void store.getState().setLanguage(next)}
      />
      <Choice
        label={t('clock.speed')}
        value={String(speed)}
        options={SPEEDS.map((choice) => ({ value: String(choice), text: choice === 'max' ? t('clock.max') : `${choice}×` }))}
        onChange={(next) => store.getState().setSpeed(SPEEDS.find((choice) => String(choice) === next) ?? 1)}
      />
      <Choice<Verbosity>
        label={t('settings.narration')}
        value={verbosity}
        options={[{ value: 'all', text: t('settings.narrateAll') }, { value: 'important', text: t('settings.narrateImportant') }, { value: 'off', text: t('settings.narrateOff') }]}
        onChange={store.getState().setVerbosity}
      />
      <label className="field">
        <span>{t('settings.font')}</span>
        <input type="range" min={9} max={28} step={0.5} value={fontPx} aria-valuetext={`${fontPx} px`} onChange={(event) => store.getState().setTerminalFont(Number(event.target.value))} />
        <output>{fontPx} px</output>
      </label>
      <label className="check">
        <input type="checkbox" checked={isTerminalSpoken} onChange={(event) => store.getState().setTerminalSpoken(event.target.checked)} />
        {t('settings.terminalSpoken')}
      </label>
      <label className="check">
        <input type="checkbox" checked={hasLetterKeys} onChange={(event) => store.getState().setLetterKeys(event.target.checked)} />
        {t('settings.letters')}
      </label>
      <button type="button" className="button" onClick={reset}>
        {t('settings.resetLook')}
      </button>
    </section>
  );
}
