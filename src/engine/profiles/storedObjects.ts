import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Profile } from '../profile.ts';

/** The objects of a profile as the API server would have stored them: with the defaults of their kinds. */
export function storedObjects(profile: Profile, kinds: readonly Kind[], startUnixMs: number): readonly KubeObject[] {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const context = { gates: profile.gates, unixMs: startUnixMs };
  return profile.objects.map((object, index) => {
    const numbered = { ...object, metadata: { ...object.metadata, resourceVersion: String(200 + index) } };
    return byName.get(object.kind)?.defaults(numbered, context) ?? numbered;
  });
}
