// First of all, so that every other style sheet stands behind them.
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';
import { createRoot } from 'react-dom/client';
import { openConsole } from '#ui/console.ts';
import { keepOffline } from '#ui/keepOffline.ts';
import { loadMessages } from '#ui/i18n/language.ts';
import { Page } from '#ui/Page.tsx';
import { hasLeftSession } from '#ui/past/leftSession.ts';
import { readHash, type Hash } from '#ui/share/embedHash.ts';
import { readSettings } from '#ui/shell/settings.ts';
import { createAppStore, type AppStore } from '#ui/store/store.ts';
import { regionSizesFor } from '#ui/store/viewSlice.ts';

/** The seed of a session that nobody asked for in particular: the same for everybody, so that pictures can be compared. */
const USUAL_SEED = 42;

const address = new URLSearchParams(location.search);
const hash = readHash(location.hash);

void start();

/** Nothing at the top waits: the modules that it would wait for need this one to be through. */
async function start(): Promise<void> {
  const settings = readSettings(address);
  document.documentElement.dataset['theme'] = settings.theme;

  // The engine and the messages come side by side while the page is being read.
  const [{ chosenProfile, loadPrograms, openSession }, messages] = await Promise.all([import('#ui/openSession.ts'), loadMessages(settings.language)]);

  const store = createAppStore({
    session: openSession(chosenProfile(address.get('profile'), settings.cluster), askedSeed() ?? settings.seed ?? USUAL_SEED),
    openSession,
    language: settings.language,
    messages,
    sentences: {},
    theme: settings.theme,
    view: settings,
    speed: settings.speed ?? 1,
    sizes: regionSizesFor(innerWidth, innerHeight),
  });

  openConsole(store);
  keepOffline();

  const root = document.getElementById('root');
  const audience = address.get('audience');
  if (root !== null) {
    if (audience !== null) await showAudience(store, root, audience);
    else if (hash.kind === 'embed') await showEmbed(store, root, hash);
    else createRoot(root).render(<Page store={store} />);
  }
  await firstPicture();
  const isEnoughToBegin = isPlainVisit(settings.cluster === undefined && audience === null);
  await loadPrograms({ isEnoughToBegin, beside: import('#ui/why/allReasons.ts').then(({ allReasons }) => store.getState().learnReasons(allReasons)) });
  await openFrom(store, hash);
  if (hash.kind !== 'embed' && audience === null) await keepThisSession(store);
  if (address.has('lesson')) await openLessonAt(store, address.get('lesson') ?? '');
  addEventListener('hashchange', () => {
    const next = readHash(location.hash);
    if (next.kind !== 'embed') void openFrom(store, next);
  });
}

/** The seed that the address names. */
function askedSeed(): number | undefined {
  const seed = Number.parseInt(address.get('seed') ?? '', 10);
  return Number.isNaN(seed) ? undefined : seed;
}

/**
 * Does the page begin with a fresh session of a cluster that ships? Then its prompt comes before most programs. What is
 * played at once has to have all of them: a link, a lesson, what this tab was left with (see openSession.ts).
 */
function isPlainVisit(isFreshCluster: boolean): boolean {
  return isFreshCluster && hash.kind === 'none' && !address.has('lesson') && !hasLeftSession();
}

/** Programs are a large part of the page and must not hold up its first picture. A hidden tab has none to wait for. */
function firstPicture(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200);
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** What the room sees: a window without controls that follows the presenter's. */
async function showAudience(store: AppStore, into: HTMLElement, channel: string): Promise<void> {
  const { AudiencePage } = await import('#ui/present/AudiencePage.tsx');
  createRoot(into).render(<AudiencePage store={store} channel={channel} />);
}

async function showEmbed(store: AppStore, into: HTMLElement, { view, look }: Hash & { readonly kind: 'embed' }): Promise<void> {
  if (look !== 'reader') document.documentElement.dataset['theme'] = look;
  const { EmbedPage } = await import('#ui/embed/EmbedPage.tsx');
  createRoot(into).render(<EmbedPage store={store} view={view} />);
}

/** What a tab leaves behind is gone on with, unless the address asks for something else. */
async function keepThisSession(store: AppStore): Promise<void> {
  const isLink = hash.kind !== 'none' && hash.kind !== 'lessons';
  const seed = askedSeed();
  const { keepSession } = await import('#ui/past/keepSession.ts');
  await keepSession(store, {
    isLink: isLink || address.has('lesson'),
    ...(seed === undefined ? {} : { seed }),
    ...(address.has('profile') ? { profile: store.getState().session.options.profile.name } : {}),
  });
}

/** What stands behind the `#`: a session, a lesson, or the list of lessons. */
async function openFrom(store: AppStore, asked: Hash): Promise<void> {
  if (asked.kind === 'session' || asked.kind === 'embed') await openFromHash(store, asked.encoded);
  if (asked.kind === 'lessons') store.getState().goTo('lessons');
  if (asked.kind === 'lesson') {
    const { startCourseLesson } = await import('#ui/lesson/startLesson.ts');
    await startCourseLesson(store, asked.name);
  }
  if (asked.kind === 'lesson' || asked.kind === 'lessons') forgetHash();
}

/** A lesson file of this site; afterwards the address no longer names it, so that the tab goes on where it was. */
async function openLessonAt(store: AppStore, url: string): Promise<void> {
  const { startLessonAt } = await import('#ui/lesson/startLesson.ts');
  await startLessonAt(store, url);
  address.delete('lesson');
  history.replaceState(null, '', location.pathname + (address.size === 0 ? '' : `?${address}`));
}

function forgetHash(): void {
  history.replaceState(null, '', location.pathname + location.search);
}

/** Afterwards the address names the page alone: what a person does then is no longer what the link says. */
async function openFromHash(store: AppStore, encoded: string): Promise<void> {
  const { openEncoded } = await import('#ui/share/openShared.ts');
  await openEncoded(store, encoded);
  if (hash.kind !== 'embed') forgetHash();
}
