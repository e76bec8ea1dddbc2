import type { TypedInput } from '#session/replay.ts';
import type { AppStore } from './store/store.ts';

/** What the page leaves on `globalThis.ordinal`, for the browser's console: to look at a session, or to play one again. */
export function openConsole(store: AppStore): void {
  Object.assign(globalThis, {
    ordinal: {
      session: () => store.getState().session,
      /** Everything that the first terminal has written. */
      output: () => store.getState().session.output(1, 0).text,
      /** The event log of a fresh session after these inputs. */
      replay: async (profile: string, seed: number, inputs: readonly TypedInput[], untilMs: number) => {
        const [{ findProfile }, { replay }] = await Promise.all([import('#engine/profiles/index.ts'), import('#session/replay.ts')]);
        const found = findProfile(profile);
        return found === undefined ? `no profile named ${profile}` : replay({ profile: found, seed, hasEditor: true }, inputs, untilMs).eventLog();
      },
    },
  });
}
