import { useT } from '../store/store.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { Keys } from './Keys.tsx';
import { GROUP_WORDS, PAGE_ACTIONS } from './pageActions.ts';
import type { ActionGroup } from './pageActions.ts';
import { Sheet } from './Sheet.tsx';

const GROUPS: readonly ActionGroup[] = ['time', 'stage', 'past', 'page'];

/** Keys that mean something in one place only. */
const IN_PLACE: Readonly<Record<'stage' | 'past' | 'page', readonly (readonly [keys: readonly string[], text: MessageKey])[]>> = {
  stage: [
    [['←', '↑', '→', '↓'], 'help.arrows'],
    [['Enter'], 'help.enter'],
    [['Shift+F10', 'm'], 'help.markMenu'],
    [['Esc'], 'help.drop'],
  ],
  past: [
    [['←', '→'], 'help.scrub'],
    [['Home', 'End'], 'help.scrubEnds'],
    [['+', '-', '0'], 'help.lanes'],
  ],
  page: [
    [['Esc'], 'help.leave'],
    [['←', '→'], 'help.splitter'],
  ],
};

/** What is simulated, and everything that keys do. */
export function HelpDialog() {
  const t = useT();
  return (
    <Sheet name="help" title={t('help.title')} className="help">
      <p>{t('help.what')}</p>
      <p>{t('help.try')}</p>
      <div className="key-groups">
        {GROUPS.map((group) => (
          <KeyGroup key={group} group={group} />
        ))}
      </div>
      <p className="help-note">{t('help.letters')}</p>
    </Sheet>
  );
}

function KeyGroup({ group }: { readonly group: ActionGroup }) {
  const t = useT();
  const rows = PAGE_ACTIONS.filter((action) => action.group === group && action.keys !== undefined).map(({ keys, label }) => [keys ?? [], label] as const);
  const inPlace = group === 'time' ? [] : IN_PLACE[group];
  return (
    <section>
      <h3 className="eyebrow">{t(GROUP_WORDS[group])}</h3>
      <dl className="key-list">
        {[...rows, ...inPlace].map(([keys, text]) => (
          <div key={text}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
