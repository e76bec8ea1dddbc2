import { ChevronDown, RotateCcw, Settings } from 'lucide-react';
import type { Lesson } from '#lessons/lesson.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { Menu } from './Menu.tsx';

const PROFILES: readonly { readonly id: string; readonly title: MessageKey; readonly text: MessageKey }[] = [
  { id: 'lab', title: 'profile.lab', text: 'profile.labText' },
  { id: 'upstream', title: 'profile.upstream', text: 'profile.upstreamText' },
];

/** Which cluster this is, and the way to a fresh one. */
export function ProfileMenu() {
  const t = useT();
  const profile = useApp((state) => state.session.options.profile);
  return (
    <Menu
      label={t('profile.title')}
      className="button profile-button"
      button={
        <>
          <span className="profile-name">{t('profile.chip', { count: profile.nodes.length, domain: profile.clusterDomain })}</span>
          <ChevronDown size={14} aria-hidden="true" />
        </>
      }
      Panel={ProfilePanel}
    />
  );
}

function ProfilePanel({ close }: { readonly close: () => void }) {
  const t = useT();
  const store = useAppStore();
  const { profile, seed, lesson: current } = useApp((state) => state.session.options);
  const open = (name: string, lesson?: Lesson) => {
    close();
    const { replaceSession, openSession, setPlaying } = store.getState();
    replaceSession(openSession(name, seed, lesson));
    setPlaying(true);
  };
  return (
    <div className="profile-panel">
      <h2 className="eyebrow">{t('profile.title')}</h2>
      <ul>
        {PROFILES.map(({ id, title, text }) => (
          <li key={id}>
            <button type="button" className={`menu-item${profile.name === id ? ' is-on' : ''}`} aria-current={profile.name === id} onClick={() => open(id)}>
              <span>{t(title)}</span>
              <small>{t(text)}</small>
            </button>
          </li>
        ))}
      </ul>
      <p className="menu-note">{t('profile.warning')}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          close();
          store.getState().openSheet('settings');
        }}
      >
        <Settings size={14} aria-hidden="true" />
        {t('settings.title')}
      </button>{' '}
      <button type="button" className="button" onClick={() => open(profile.name, current)}>
        <RotateCcw size={14} aria-hidden="true" />
        {t('profile.again')}
      </button>
      <p className="menu-note mono">
        Kubernetes {profile.kubernetesVersion} · seed {seed}
      </p>
    </div>
  );
}
