import { createRoot } from 'react-dom/client';
import { openConsole } from '#ui/console.ts';
import { loadMessages } from '#ui/i18n/language.ts';
import { Page } from '#ui/Page.tsx';
import { readSettings } from '#ui/shell/settings.ts';
import { createAppStore } from '#ui/store/store.ts';
import { regionSizesFor } from '#ui/store/viewSlice.ts';
import '#ui/theme/tokens.css';
import '#ui/theme/base.css';

/** The seed of a session that nobody asked for in particular: the same for everybody, so that pictures can be compared. */
const USUAL_SEED = 42;

const address = new URLSearchParams(location.search);
const settings = readSettings(address);
document.documentElement.dataset['theme'] = settings.theme;

// The engine, the sentences and the messages come side by side while the page is being read.
const [{ openSession }, { allReasons }, messages] = await Promise.all([
  import('#ui/openSession.ts'),
  import('#ui/why/allReasons.ts'),
  loadMessages(settings.language),
]);

const seed = Number.parseInt(address.get('seed') ?? '', 10);
const session = openSession(address.get('profile') ?? 'lab', Number.isNaN(seed) ? USUAL_SEED : seed);
const store = createAppStore({
  session,
  openSession,
  language: settings.language,
  messages,
  sentences: allReasons,
  theme: settings.theme,
  sizes: regionSizesFor(innerWidth, innerHeight),
});

openConsole(store);

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Page store={store} />);
