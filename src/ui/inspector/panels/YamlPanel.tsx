import { Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { KubeObject } from '#engine/kinds/object.ts';
import { runLine } from '../../shell/runLine.ts';
import { shortNameOf } from '../../stage/model/objectKeys.ts';
import { useApp, useAppStore, useT } from '../../store/store.ts';
import { yamlText } from '../yamlText.ts';
import type { PanelProps } from './panel.ts';

/** The object as it is stored. To change it, kubectl opens it in an editor. */
export function YamlPanel({ target }: PanelProps) {
  const t = useT();
  const store = useAppStore();
  const [isManagedShown, showManaged] = useState(false);
  const object = useApp(({ frame }) => frame.get(target.kind, target.namespace, target.name));
  const lines = useMemo(() => (object === undefined ? [] : yamlText(isManagedShown ? object : withoutManagedFields(object)).split('\n')), [object, isManagedShown]);
  if (object === undefined) return <p className="panel-empty">{t('panel.gone')}</p>;
  const flag = target.namespace === undefined || target.namespace === 'default' ? '' : ` -n ${target.namespace}`;
  return (
    <>
      <div className="panel-tools">
        <button type="button" className="button" onClick={() => runLine(store, `kubectl edit ${shortNameOf(target)}${flag}`)}>
          <Pencil size={14} aria-hidden="true" />
          kubectl edit
        </button>
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
    </>
  );
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
