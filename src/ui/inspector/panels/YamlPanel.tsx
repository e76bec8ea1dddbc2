import { Pencil, SquareTerminal } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { KubeObject } from '#engine/kinds/object.ts';
import { manifestOf } from '#session/manifestOf.ts';
import { runLine } from '../../shell/runLine.ts';
import { shortNameOf } from '../../stage/model/objectKeys.ts';
import { useApp, useAppStore, useT } from '../../store/store.ts';
import { namespaceFlag } from '../podsOf.ts';
import { Subject } from '../Subject.tsx';
import { yamlText } from '../yamlText.ts';
import type { PanelProps } from './panel.ts';

const ManifestDialog = lazy(() => import('../../editor/ManifestDialog.tsx').then(({ ManifestDialog: component }) => ({ default: component })));

/** The object as it is stored. To change it, its manifest is edited and applied as a file, or `kubectl edit` opens it. */
export function YamlPanel({ target }: PanelProps) {
  const t = useT();
  const store = useAppStore();
  const [isManagedShown, showManaged] = useState(false);
  const [draft, setDraft] = useState<{ readonly name: string; readonly text: string }>();
  const isPicture = useApp(({ session }) => session.isPicture === true);
  const object = useApp(({ frame }) => frame.get(target.kind, target.namespace, target.name));
  const lines = useMemo(() => (object === undefined ? [] : yamlText(isManagedShown ? object : withoutManagedFields(object)).split('\n')), [object, isManagedShown]);
  if (object === undefined) return <p className="panel-empty">{t('panel.gone')}</p>;
  return (
    <>
      <Subject target={target} />
      <div className="panel-tools">
        {!isPicture && (
          <span className="action-list">
            <button type="button" className="button" onClick={() => setDraft({ name: fileNameOf(object), text: `${yamlText(manifestOf(object))}\n` })}>
              <Pencil size={14} aria-hidden="true" />
              {t('manifest.edit')}
            </button>
            <button type="button" className="button" onClick={() => runLine(store, `kubectl edit ${shortNameOf(target)}${namespaceFlag(target.namespace)}`)}>
              <SquareTerminal size={14} aria-hidden="true" />
              kubectl edit
            </button>
          </span>
        )}
        {object.metadata.managedFields !== undefined && (
          <label className="check">
            <input type="checkbox" checked={isManagedShown} onChange={(event) => showManaged(event.target.checked)} />
            managedFields
          </label>
        )}
      </div>
      {/* A keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role */}
      <pre className="yaml" tabIndex={0} role="region" aria-label={t('panel.yaml')}>
        {lines.map((line, index) => (
          // Lines have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <YamlLine key={index} line={line} />
        ))}
      </pre>
      {draft !== undefined && (
        <Suspense fallback={null}>
          <ManifestDialog name={draft.name} text={draft.text} close={() => setDraft(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function fileNameOf({ kind, metadata }: KubeObject): string {
  return `${kind.toLowerCase()}-${metadata.name.replaceAll(/[^\w.-]/g, '-')}.yaml`;
}

function withoutManagedFields(object: KubeObject): unknown {
  const { managedFields, ...metadata } = object.metadata;
  void managedFields;
  return { ...object, metadata };
}

function YamlLine({ line }: { readonly line: string }) {
  const match = /^(\s*(?:- )*)([^\s:"][^:]*):( .*)?$/.exec(line);
  if (match === null) return `${line}\n`;
  return (
    <>
      {match[1]}
      <span className="yaml-key">{match[2]}</span>:{match[3]}
      {'\n'}
    </>
  );
}
