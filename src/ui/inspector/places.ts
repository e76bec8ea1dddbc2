import type { ObjectKey } from '#engine/kinds/object.ts';
import type { PersistentVolume } from '#engine/kinds/persistentVolume.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Profile } from '#engine/profile.ts';
import type { Place } from '#session/look.ts';
import type { Frame } from '#session/session.ts';
import { hasPods, namespaceFlag, podsOf } from './podsOf.ts';

/** A place whose files can be looked at, where to begin there, and how a person would look from the terminal. */
export interface PlaceChoice {
  readonly id: string;
  readonly label: string;
  readonly place: Place;
  readonly start: string;
  /** What comes before the `ls` or `cat` and its path; undefined where the terminal does not reach. */
  readonly command: ((verb: string, path: string) => string) | undefined;
  /** Whether the editor of the terminal's machine reaches them. */
  readonly isEditable: boolean;
}

/** More pods than this are not offered: a list of a thousand helps nobody. */
const MOST_PODS = 50;

/** Where files of an object lie: its containers, its volumes, its disk. */
export function placesOf(frame: Frame, target: ObjectKey, profile: Profile): readonly PlaceChoice[] {
  switch (target.kind) {
    case 'Node':
      return [nodePlace(target.name, profile)];
    case 'PersistentVolume':
      return volumePlaces(frame, target.name, profile);
    case 'PersistentVolumeClaim':
      return volumePlaces(frame, frame.get('PersistentVolumeClaim', target.namespace, target.name)?.spec.volumeName, profile);
    default:
      return podsOf(frame, target).slice(0, MOST_PODS).flatMap((pod) => containerPlaces(pod, target.kind === 'Pod'));
  }
}

export function hasFiles(kind: string): boolean {
  return kind === 'Node' || kind === 'PersistentVolume' || kind === 'PersistentVolumeClaim' || hasPods(kind);
}

function containerPlaces({ metadata, spec }: Pod, isAlone: boolean): readonly PlaceChoice[] {
  const { name: pod, namespace = 'default' } = metadata;
  return spec.containers.map(({ name: container, volumeMounts = [] }) => {
    const mount = volumeMounts.find(({ mountPath }) => !mountPath.startsWith('/var/run/secrets'));
    const flags = `${namespaceFlag(namespace)}${spec.containers.length > 1 ? ` -c ${container}` : ''}`;
    return {
      id: `${pod}/${container}`,
      label: isAlone ? container : spec.containers.length > 1 ? `${pod} · ${container}` : pod,
      place: { in: 'container', namespace, pod, container },
      start: mount?.mountPath ?? '/',
      command: (verb, path) => `kubectl exec ${pod}${flags} -- ${verb} ${path}`,
      isEditable: false,
    };
  });
}

function volumePlaces(frame: Frame, name: string | undefined, profile: Profile): readonly PlaceChoice[] {
  const volume = name === undefined ? undefined : frame.get('PersistentVolume', undefined, name);
  if (volume === undefined) return [];
  const root = exportedPath(volume, profile);
  return [
    {
      id: volume.metadata.name,
      label: volume.metadata.name,
      place: { in: 'volume', volume: volume.metadata.name },
      start: '/',
      command: root === undefined ? undefined : (verb, path) => `${verb} ${path === '/' ? root : `${root}${path}`}`,
      isEditable: root !== undefined,
    },
  ];
}

/** The folder of a volume on the terminal's own disk, where it is the server. */
function exportedPath({ spec }: PersistentVolume, profile: Profile): string | undefined {
  const host = profile.nodes.find(({ name }) => name === profile.terminalNode);
  return spec.nfs !== undefined && spec.nfs.server === host?.ip ? spec.nfs.path : undefined;
}

function nodePlace(node: string, profile: Profile): PlaceChoice {
  const isHost = node === profile.terminalNode;
  return {
    id: node,
    label: node,
    place: { in: 'node', node },
    start: isHost ? profile.terminalDirectory : '/',
    command: isHost ? (verb, path) => `${verb} ${path}` : undefined,
    isEditable: isHost,
  };
}
