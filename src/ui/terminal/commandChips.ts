import type { Profile } from '#engine/profile.ts';
import type { Mark } from '#session/session.ts';
import { firstCommands } from '../stage/firstCommands.ts';

const MOST_RECENT = 6;
const USUAL = ['kubectl get pods -o wide', 'kubectl get pvc', 'kubectl get sts', 'kubectl get events'];

/** Commands that are offered to a finger: what was typed last, then what is usual; at first, where to begin. */
export function commandChips(marks: readonly Mark[], profile: Profile): readonly string[] {
  const typed = marks.filter(({ kind }) => kind === 'command').map(({ text }) => text);
  const recent = [...new Set(typed.toReversed())].slice(0, MOST_RECENT);
  const first = recent.length === 0 ? firstCommands(profile).map(({ line }) => line) : [];
  return [...new Set([...first.slice(0, 1), ...recent, ...USUAL])];
}
