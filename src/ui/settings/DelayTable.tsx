import type { DelayName } from '#engine/profiles/profileChanges.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { useT } from '../store/store.ts';
import type { ClusterDraft, Problem } from './clusterDraft.ts';
import { problemText } from './problemText.ts';

const WORDS: Readonly<Record<DelayName, MessageKey>> = {
  watch: 'delay.watch',
  controller: 'delay.controller',
  schedule: 'delay.schedule',
  sandbox: 'delay.sandbox',
  imagePull: 'delay.imagePull',
  containerStart: 'delay.containerStart',
  containerStop: 'delay.containerStop',
  podRemoval: 'delay.podRemoval',
  provision: 'delay.provision',
  endpoints: 'delay.endpoints',
  pingSameNode: 'delay.pingSameNode',
  pingOtherNode: 'delay.pingOtherNode',
};

interface DelayTableProps {
  readonly delays: ClusterDraft['delays'];
  readonly problems: readonly Problem[];
  readonly onChange: (name: DelayName, value: readonly [string, string]) => void;
}

/** How long things take, drawn evenly between least and most, in seconds. */
export function DelayTable({ delays, problems, onChange }: DelayTableProps) {
  const t = useT();
  const wrong = problems.filter(({ code }) => code === 'delay');
  return (
    <details className="delays" open={wrong.length > 0 ? true : undefined}>
      <summary>{t('settings.delays')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('delay.what')}</th>
            <th scope="col">{t('delay.least')}</th>
            <th scope="col">{t('delay.most')}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(WORDS) as DelayName[]).map((name) => {
            const [least, most] = delays[name];
            const problem = wrong.find(({ field }) => field === name);
            const input = (label: MessageKey, value: string, next: (text: string) => readonly [string, string]) => (
              <input className={problem === undefined ? 'mono' : 'mono is-wrong'} aria-label={`${t(WORDS[name])}, ${t(label)}`} aria-invalid={problem !== undefined} inputMode="decimal" value={value} onChange={(event) => onChange(name, next(event.target.value))} />
            );
            return (
              <tr key={name}>
                <th scope="row">
                  {t(WORDS[name])}
                  {problem !== undefined && <p className="field-problem">{problemText(t, problem)}</p>}
                </th>
                <td>{input('delay.least', least, (text) => [text, most])}</td>
                <td>{input('delay.most', most, (text) => [least, text])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
