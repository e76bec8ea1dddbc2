import { useMemo } from 'react';
import { parseRfc3339 } from '#engine/core/time.ts';
import type { Condition, KubeObject } from '#engine/kinds/object.ts';
import { claimNamesOf } from '#engine/kinds/podClaims.ts';
import { doBreak } from '../../shell/doBreak.ts';
import { nodeActions, podActions } from '../../shell/breakActions.ts';
import type { BreakAction } from '../../shell/breakActions.ts';
import { keyText, shortNameOf } from '../../stage/model/objectKeys.ts';
import { useApp, useAppStore, useT } from '../../store/store.ts';
import { ageText } from '../ageText.ts';
import { factsOf } from '../facts.ts';
import { relatedTo } from '../related.ts';
import type { PanelProps } from './panel.ts';

/** The fields that matter of an object, and what can be done to it. */
export function OverviewPanel({ target }: PanelProps) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const object: KubeObject | undefined = frame.get(target.kind, target.namespace, target.name);
  const facts = useMemo(() => (object === undefined ? [] : factsOf(frame, object)), [frame, object]);
  if (object === undefined) return <p className="panel-empty">{t('panel.gone')}</p>;
  return (
    <>
      <p className="eyebrow">{target.kind}</p>
      <h2 className="panel-heading">{shortNameOf(target)}</h2>
      <dl className="facts">
        {facts.map(({ label, value }) => (
          <div key={typeof label === 'string' ? label : label.column}>
            <dt>{typeof label === 'string' ? t(label) : label.column}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('fact.age')}</dt>
          <dd className="mono">
            <Age object={object} />
          </dd>
        </div>
        <div>
          <dt>UID</dt>
          <dd className="mono">{object.metadata.uid}</dd>
        </div>
      </dl>
      <Conditions object={object} />
      <Related object={object} />
      <Labels object={object} />
      <Actions object={object} />
    </>
  );
}

function Age({ object }: { readonly object: KubeObject }) {
  const bornMs = parseRfc3339(object.metadata.creationTimestamp) ?? 0;
  return useApp((state) => ageText(state.frame.unixNowMs + state.nowMs - state.frame.nowMs - bornMs));
}

interface WithConditions {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** What the object says of itself; a condition that is not as it should be comes with its reason. */
function Conditions({ object }: { readonly object: KubeObject & WithConditions }) {
  const t = useT();
  const conditions = object.status?.conditions ?? [];
  if (conditions.length === 0) return null;
  return (
    <>
      <h3 className="eyebrow">{t('fact.conditions')}</h3>
      <ul className="conditions">
        {conditions.map(({ type, status, reason, message }) => (
          <li key={type}>
            <p>
              <b>{type}</b> <span className={`mono is-${status.toLowerCase()}`}>{status}</span>
              {reason !== undefined && reason !== '' && <small className="mono">{reason}</small>}
            </p>
            {status !== 'True' && message !== undefined && message !== '' && <p className="panel-note">{message}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** More than this in one row of relations is a number. */
const MOST_RELATED = 12;

/** The objects around this one, each a step to its own panels. */
function Related({ object }: { readonly object: KubeObject }) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const select = useApp((state) => state.select);
  const relations = useMemo(() => relatedTo(frame, object), [frame, object]);
  if (relations.length === 0) return null;
  return (
    <>
      <h3 className="eyebrow">{t('related.title')}</h3>
      <dl className="facts">
        {relations.map(({ label, keys }) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd className="related">
              {keys.slice(0, MOST_RELATED).map((key) => (
                <button key={keyText(key)} type="button" className="mono" onClick={() => select(key)}>
                  {shortNameOf(key)}
                </button>
              ))}
              {keys.length > MOST_RELATED && <span>{t('related.more', { count: keys.length - MOST_RELATED })}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Labels({ object }: { readonly object: KubeObject }) {
  const t = useT();
  const labels = Object.entries(object.metadata.labels ?? {});
  if (labels.length === 0) return null;
  return (
    <>
      <h3 className="eyebrow">{t('fact.labels')}</h3>
      <ul className="label-list mono">
        {labels.map(([name, value]) => (
          <li key={name}>
            {name}={value}
          </li>
        ))}
      </ul>
    </>
  );
}

function Actions({ object }: { readonly object: KubeObject }) {
  const t = useT();
  const store = useAppStore();
  const frame = useApp((state) => state.frame);
  const actions = useMemo(() => actionsOn(object), [object]);
  const list = actions(frame);
  const isPicture = useApp(({ session }) => session.isPicture === true);
  if (list.length === 0 || isPicture) return null;
  return (
    <>
      <h3 className="eyebrow">{t('break.title')}</h3>
      <div className="action-list">
        {list.map((action) => (
          <button key={action.id} type="button" className={`button${action.id === 'delete' ? ' is-danger' : ''}`} title={action.line} onClick={() => doBreak(store, action)}>
            {action.isOn ? t('break.takeBack', { what: t(action.label) }) : t(action.label)}
          </button>
        ))}
      </div>
    </>
  );
}

type Frame = Parameters<typeof factsOf>[0];

function actionsOn(object: KubeObject): (frame: Frame) => readonly BreakAction[] {
  const { name, namespace = '' } = object.metadata;
  if (object.kind === 'Node') return (frame) => nodeActions({ pod: undefined, node: name, faults: frame.faults });
  if (object.kind !== 'Pod' || namespace.startsWith('kube-')) return () => [];
  return (frame) => {
    const pod = frame.get('Pod', namespace, name);
    const claim = pod === undefined ? undefined : claimNamesOf(pod)[0];
    const volume = claim === undefined ? undefined : frame.get('PersistentVolumeClaim', namespace, claim)?.spec.volumeName;
    return podActions({ pod: { namespace, name, image: pod?.spec.containers[0]?.image ?? '', volume }, node: undefined, faults: frame.faults });
  };
}
