import { BookOpen, ChartNoAxesGantt, Columns3, SearchCode, SquareTerminal } from 'lucide-react';
import { useApp, useT } from '../store/store.ts';
import type { PhoneTab } from '../store/viewSlice.ts';
import type { MessageKey } from '../i18n/messages.ts';

const TABS: readonly { readonly id: PhoneTab; readonly label: MessageKey; readonly Icon: typeof Columns3 }[] = [
  { id: 'stage', label: 'tab.stage', Icon: Columns3 },
  { id: 'terminal', label: 'tab.terminal', Icon: SquareTerminal },
  { id: 'lesson', label: 'tab.lesson', Icon: BookOpen },
  { id: 'timeline', label: 'tab.timeline', Icon: ChartNoAxesGantt },
  { id: 'inspector', label: 'tab.inspector', Icon: SearchCode },
];

/** On a phone one region fills the screen; these choose which. That of the lesson is there when there is one. */
export function PhoneTabs() {
  const t = useT();
  const current = useApp((state) => state.phoneTab);
  const show = useApp((state) => state.showPhoneTab);
  const hasLesson = useApp((state) => state.session.options.lesson !== undefined);
  const tabs = TABS.filter(({ id }) => hasLesson || id !== 'lesson');
  return (
    <nav className={`phone-tabs${hasLesson ? ' has-lesson' : ''}`} aria-label={t('tab.title')}>
      {tabs.map(({ id, label, Icon }) => (
        <button key={id} type="button" aria-current={current === id ? 'page' : undefined} onClick={() => show(id)}>
          <Icon size={22} aria-hidden="true" />
          {t(label)}
        </button>
      ))}
    </nav>
  );
}
