import { App } from './shell/App.tsx';
import { AppStoreContext } from './store/store.ts';
import type { AppStore } from './store/store.ts';

/** The page over one store. */
export function Page({ store }: { readonly store: AppStore }) {
  return (
    <AppStoreContext value={store}>
      <App />
    </AppStoreContext>
  );
}
