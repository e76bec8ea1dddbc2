import { File, Folder, FolderSymlink, HardDrive } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { FileEntry, Look } from '#session/look.ts';
import { CommandLine } from '../../shell/CommandLine.tsx';
import { useApp, useT } from '../../store/store.ts';
import { placesOf } from '../places.ts';
import type { PlaceChoice } from '../places.ts';
import { Subject } from '../Subject.tsx';
import { useLook } from '../useLook.ts';
import type { PanelProps } from './panel.ts';

/** Text beyond this is not drawn; the whole file is a `cat` away. */
const MOST_CHARACTERS = 20_000;
/** How often files are looked at again, in simulated milliseconds. */
const LOOK_EVERY_MS = 1000;

/** The files of a container, a volume or a node, as `ls` and `cat` would show them there now. */
export function FilesPanel({ target }: PanelProps) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const profile = useApp((state) => state.session.options.profile);
  const choices = useMemo(() => placesOf(frame, target, profile), [frame, target, profile]);
  const [chosenId, choose] = useState<string>();
  const choice = choices.find(({ id }) => id === chosenId) ?? choices[0];
  if (choice === undefined) return <p className="panel-empty">{t('files.none')}</p>;
  return (
    <>
      <Subject target={target} />
      {choices.length > 1 && (
        <div className="panel-tools">
          <select className="select" aria-label={t('files.place')} value={choice.id} onChange={(event) => choose(event.target.value)}>
            {choices.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      <Browser key={choice.id} choice={choice} />
    </>
  );
}

function Browser({ choice }: { readonly choice: PlaceChoice }) {
  const t = useT();
  const [path, go] = useState(choice.start);
  const seen = useLook(LOOK_EVERY_MS, (session) => session.look(choice.place, path));
  return (
    <>
      <PathBar path={path} go={go} />
      <Seen seen={seen} path={path} go={go} />
      {seen.is !== 'nothing' && choice.command !== undefined && (
        <>
          <h3 className="eyebrow">{t('files.inTerminal')}</h3>
          <div className="command-list">
            <CommandLine line={choice.command(seen.is === 'directory' ? 'ls -l' : 'cat', path)} />
            {choice.isEditable && seen.is === 'file' && seen.of === 'text' && <CommandLine line={choice.command('vi', path)} />}
          </div>
        </>
      )}
    </>
  );
}

interface Going {
  readonly path: string;
  readonly go: (path: string) => void;
}

/** Where one is, each folder on the way a button. */
function PathBar({ path, go }: Going) {
  const t = useT();
  const parts = path.split('/').filter((part) => part !== '');
  return (
    <nav className="path-bar mono" aria-label={t('files.path')}>
      <button type="button" onClick={() => go('/')} aria-label={t('files.root')}>
        /
      </button>
      {parts.map((part, index) => {
        const upTo = `/${parts.slice(0, index + 1).join('/')}`;
        return (
          <span key={upTo}>
            <button type="button" aria-current={index === parts.length - 1 ? 'page' : undefined} onClick={() => go(upTo)}>
              {part}
            </button>
            {index < parts.length - 1 && <i aria-hidden="true">/</i>}
          </span>
        );
      })}
    </nav>
  );
}

function Seen({ seen, path, go }: Going & { readonly seen: Look }) {
  const t = useT();
  if (seen.is === 'nothing') return <p className="panel-problem mono">{seen.text}</p>;
  if (seen.is === 'directory') return <Folders seen={seen} path={path} go={go} />;
  if (seen.of === 'program') return <p className="panel-note">{t('files.program')}</p>;
  if (seen.of === 'device') return <p className="panel-note">{t('files.device')}</p>;
  if (seen.text === '') return <p className="panel-note">{t('files.emptyFile')}</p>;
  return (
    <>
      {/* A keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role */}
      <pre className="file-text" tabIndex={0} role="region" aria-label={path}>
        {seen.text.slice(0, MOST_CHARACTERS)}
      </pre>
      <p className="panel-note">{seen.text.length > MOST_CHARACTERS ? t('files.cut', { size: sizeText(seen.size) }) : sizeText(seen.size)}</p>
    </>
  );
}

function Folders({ seen, path, go }: Going & { readonly seen: Extract<Look, { is: 'directory' }> }) {
  const t = useT();
  if (seen.entries.length === 0) return <p className="panel-note">{t('files.emptyFolder')}</p>;
  const entries = [...seen.entries].sort((a, b) => Number(a.type !== 'directory') - Number(b.type !== 'directory'));
  return (
    <ul className="file-list">
      {entries.map((entry) => (
        <li key={entry.name}>
          <button type="button" onClick={() => go(path === '/' ? `/${entry.name}` : `${path}/${entry.name}`)}>
            <EntryIcon entry={entry} />
            <span className="mono">
              {entry.name}
              {entry.target !== undefined && <small> → {entry.target}</small>}
            </span>
            {entry.isMount ? <small className="file-mount">{t('files.mount')}</small> : entry.type === 'file' && <small className="mono">{sizeText(entry.size)}</small>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function EntryIcon({ entry: { type, isMount } }: { readonly entry: FileEntry }) {
  const Icon = isMount ? HardDrive : type === 'directory' ? Folder : type === 'symlink' ? FolderSymlink : File;
  return <Icon size={14} aria-hidden="true" />;
}

/** Bytes as `ls -h` prints them. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['K', 'M', 'G'];
  let value = bytes / 1024;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value)}${units[unit] ?? ''}`;
}
