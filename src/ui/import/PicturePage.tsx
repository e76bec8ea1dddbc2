import { Camera, CornerUpLeft, Play } from 'lucide-react';
import { useMemo } from 'react';
import { labProfile } from '#engine/profiles/lab.ts';
import { createPicture } from '#session/picture.ts';
import { runnableManifests } from '#session/runnable.ts';
import { formatRfc3339 } from '#engine/core/time.ts';
import { en } from '../i18n/en.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { yamlText } from '../inspector/yamlText.ts';
import { ErrorBox } from '../shell/ErrorBox.tsx';
import { Logo } from '../shell/Logo.tsx';
import { Splitter } from '../shell/Splitter.tsx';
import { Toasts } from '../shell/Toasts.tsx';
import { Stage } from '../stage/Stage.tsx';
import { AppStoreContext, createAppStore, useApp, useAppStore, useT } from '../store/store.ts';
import type { AppStore } from '../store/store.ts';
import type { ShownPicture } from './importSlice.ts';
import { fileName } from './bring.ts';
import { putFiles, shellWord } from './putFile.ts';
import '../shell/shell.css';
import './import.css';

/** A cluster that was read from a file: the stage and the inspector over it, and nothing that could change it. */
export function PicturePage({ picture }: { readonly picture: ShownPicture }) {
  const lab = useAppStore();
  const store = useMemo(() => openPicture(lab, picture), [lab, picture]);
  return (
    <div className="app">
      <PictureBar lab={lab} picture={picture} store={store} />
      <AppStoreContext value={store}>
        <PictureBody />
        <Toasts />
      </AppStoreContext>
    </div>
  );
}

/** A store of its own: what is chosen in the picture is nothing to the lab. */
function openPicture(lab: AppStore, { objects }: ShownPicture): AppStore {
  const { language, t: say, theme, sizes, openSession } = lab.getState();
  const session = createPicture({
    objects,
    base: labProfile,
    onRefused: () => {
      const { t, showToast } = store.getState();
      showToast({ tone: 'pending', title: t('picture.readOnly'), text: t('picture.readOnlyText') });
    },
  });
  const store = createAppStore({ session, openSession, language, messages: en, sentences: {}, theme, sizes });
  store.setState({ t: say, isPlaying: false, inspectorTab: 'overview' });
  return store;
}

interface PictureBarProps {
  readonly lab: AppStore;
  readonly picture: ShownPicture;
  readonly store: AppStore;
}

/** What is shown, of which moment, what was left out, and the two ways on. */
function PictureBar({ lab, picture, store }: PictureBarProps) {
  const t = useT();
  const { name, objects, unknown, broken } = picture;
  const at = formatRfc3339(store.getState().frame.unixNowMs).replace('T', ' ').replace('Z', ' UTC');
  const unknownCount = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  return (
    <header className="picture-bar">
      <Logo />
      <h1>
        <Camera size={16} aria-hidden="true" /> <span className="mono">{name}</span>
      </h1>
      <p>
        {t('picture.about', { count: objects.length, at })}
        {unknownCount > 0 && <span title={[...unknown.keys()].join('\n')}> {t('picture.unknown', { count: unknownCount, kinds: shortList([...unknown.keys()]) })}</span>}
        {broken.length > 0 && <span title={broken.map((one) => `${one.name}: ${one.text}`).join('\n')}> {t('picture.broken', { count: broken.length, names: shortList(broken.map((one) => one.name)) })}</span>}
      </p>
      <div className="picture-ways">
        <button type="button" className="button is-primary" onClick={() => runHere(lab, picture)}>
          <Play size={14} aria-hidden="true" />
          {t('picture.run')}
        </button>
        <button type="button" className="button" onClick={() => lab.getState().leavePicture()}>
          <CornerUpLeft size={14} aria-hidden="true" />
          {t('picture.back')}
        </button>
      </div>
    </header>
  );
}

function shortList(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} …`;
}

/** Back in the lab, the wishes behind the objects become a file of the host, and kubectl applies it. */
function runHere(lab: AppStore, { name, objects }: ShownPicture): void {
  const manifests = runnableManifests(objects);
  const { leavePicture, showToast, t } = lab.getState();
  leavePicture();
  if (manifests.length === 0) {
    showToast({ tone: 'pending', title: t('picture.nothingToRun'), text: t('picture.nothingToRunText') });
    return;
  }
  const file = `${fileName(name).replace(/\.(ya?ml|json)$/, '')}-manifests.yaml`;
  putFiles(lab, [{ name: file, content: manifests.map((manifest) => `${yamlText(manifest)}\n`).join('---\n') }], `kubectl apply -f ${shellWord(file)}`);
}

function PictureBody() {
  const t = useT();
  const sizes = useApp((state) => state.sizes);
  return (
    <div className="picture-body" style={{ '--inspector': `${sizes.inspector}px` } as React.CSSProperties}>
      <main className="region region-stage" aria-label={t('stage.title')}>
        <ErrorBox message={t('error.region')} again={t('error.again')}>
          <Stage />
        </ErrorBox>
      </main>
      <aside className="region region-inspector" aria-label={t('panel.title')}>
        <Splitter region="inspector" orientation="vertical" min={240} max={640} />
        <ErrorBox message={t('error.region')} again={t('error.again')}>
          <Inspector />
        </ErrorBox>
      </aside>
      <section className="picture-terminal" aria-label={t('terminal.title')}>
        <p className="mono">{t('picture.terminal')}</p>
      </section>
    </div>
  );
}
