import { useState } from 'react';
import { encodeShared } from '#session/share/encodeShared.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { findProfile } from '#engine/profiles/index.ts';
import type { DelayName } from '#engine/profiles/profileChanges.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { linkTo } from '../share/sessionLink.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { Choice } from './Choice.tsx';
import { clusterFrom, draftOf } from './clusterDraft.ts';
import type { ClusterDraft, Problem } from './clusterDraft.ts';
import { DelayTable } from './DelayTable.tsx';
import { problemText } from './problemText.ts';

const BASES: readonly { readonly value: string; readonly label: MessageKey }[] = [
  { value: 'lab', label: 'profile.lab' },
  { value: 'upstream', label: 'profile.upstream' },
];

type TextField = 'nodeCount' | 'clusterDomain' | 'podCidr' | 'serviceCidr' | 'className' | 'seed';

const FIELDS: readonly { readonly field: TextField; readonly label: MessageKey; readonly isNumber?: boolean }[] = [
  { field: 'nodeCount', label: 'settings.nodes', isNumber: true },
  { field: 'clusterDomain', label: 'settings.domain' },
  { field: 'podCidr', label: 'settings.podCidr' },
  { field: 'serviceCidr', label: 'settings.serviceCidr' },
  { field: 'className', label: 'settings.class' },
  { field: 'seed', label: 'settings.seed', isNumber: true },
];

/** The cluster as a form. Nothing changes until it is started: then it is a session of its own. */
export function ClusterSettings() {
  const t = useT();
  const store = useAppStore();
  const { profile, seed } = useApp((state) => state.session.options);
  const [draft, setDraft] = useState(() => draftOf(profile, seed));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const change = (part: Partial<ClusterDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    const result = clusterFrom(next);
    setProblems('problems' in result ? result.problems : []);
  };
  const start = () => {
    const result = clusterFrom(draft);
    if ('problems' in result) return;
    const { openSession, replaceSession, setPlaying, openSheet } = store.getState();
    openSheet(undefined);
    replaceSession(openSession(result.profile, result.seed));
    setPlaying(true);
  };
  return (
    <section aria-labelledby="settings-cluster">
      <h3 className="eyebrow" id="settings-cluster">
        {t('settings.cluster')}
      </h3>
      <Choice label={t('settings.base')} value={draft.base} options={BASES.map(({ value, label }) => ({ value, text: t(label) }))} onChange={(base) => change({ ...draftOf(findProfile(base) ?? labProfile, seed), seed: draft.seed })} />
      <div className="fields">
        {FIELDS.map(({ field, label, isNumber }) => (
          <TextInput key={field} label={t(label)} field={field} value={draft[field]} isNumber={isNumber === true} problems={problems} onChange={(value) => change({ [field]: value })} />
        ))}
      </div>
      <Choice
        label={t('settings.binding')}
        value={draft.bindingMode}
        options={[{ value: 'Immediate', text: 'Immediate' }, { value: 'WaitForFirstConsumer', text: 'WaitForFirstConsumer' }]}
        onChange={(bindingMode) => change({ bindingMode })}
      />
      <label className="check">
        <input type="checkbox" checked={draft.maxUnavailable} onChange={(event) => change({ maxUnavailable: event.target.checked })} />
        <span>
          {t('settings.gate')} <code>MaxUnavailableStatefulSet</code>
        </span>
      </label>
      <DelayTable delays={draft.delays} problems={problems} onChange={(name: DelayName, value) => change({ delays: { ...draft.delays, [name]: value } })} />
      <div role="alert">{problems.length > 0 && <p className="field-problem">{t('settings.problems', { count: problems.length })}</p>}</div>
      <p className="menu-note">{t('settings.warning')}</p>
      <div className="settings-actions">
        <button type="button" className="button is-primary" disabled={problems.length > 0} onClick={start}>
          {t('settings.start')}
        </button>
        <CopyLink draft={draft} isPossible={problems.length === 0} />
        <button type="button" className="button" onClick={() => change({ ...draftOf(findProfile(draft.base) ?? labProfile, 42), seed: '42' })}>
          {t('settings.resetCluster')}
        </button>
      </div>
    </section>
  );
}

interface TextInputProps {
  readonly label: string;
  readonly field: TextField;
  readonly value: string;
  readonly isNumber: boolean;
  readonly problems: readonly Problem[];
  readonly onChange: (value: string) => void;
}

function TextInput({ label, field, value, isNumber, problems, onChange }: TextInputProps) {
  const t = useT();
  const problem = problems.find((one) => one.field === field);
  const id = `settings-${field}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={problem === undefined ? 'mono' : 'mono is-wrong'}
        inputMode={isNumber ? 'numeric' : 'text'}
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem !== undefined && (
        <p className="field-problem" id={`${id}-problem`}>
          {problemText(t, problem)}
        </p>
      )}
    </div>
  );
}

/** A link that opens this cluster fresh, changes and all. */
function CopyLink({ draft, isPossible }: { readonly draft: ClusterDraft; readonly isPossible: boolean }) {
  const t = useT();
  const showToast = useApp((state) => state.showToast);
  const copy = () => {
    const result = clusterFrom(draft);
    if ('problems' in result) return;
    const link = linkTo(encodeShared({ ...result, inputs: [], atMs: 0, view: { clock: 'runs' } }), location);
    void navigator.clipboard.writeText(link).then(() => showToast({ tone: 'ready', title: t('settings.copied'), text: link.slice(0, 80), isMono: true }));
  };
  return (
    <button type="button" className="button" disabled={!isPossible} onClick={copy}>
      {t('settings.copyLink')}
    </button>
  );
}
