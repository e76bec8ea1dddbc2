import { useApp, useT } from '../store/store.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import { isSameKey, shortNameOf } from './model/objectKeys.ts';
import type { PodModel } from './model/podModel.ts';
import type { ColumnModel, SetModel } from './model/setModel.ts';
import type { StageModel } from './model/stageModel.ts';
import { useSetReason } from './marks/FrameMark.tsx';
import { StateIcon } from './marks/StateIcon.tsx';
import { RevisionShape } from './marks/RevisionShape.tsx';
import { CLAIM_WORDS, STATE_WORDS } from './marks/words.ts';
import { UPDATE_WORDS } from './marks/UpdateTrack.tsx';

/** The stage in words: the same facts in the same order, as tables. */
export function StageTable({ model }: { readonly model: StageModel }) {
  const t = useT();
  const others = [...model.pools.flatMap(({ pods }) => pods), ...model.loosePods];
  return (
    <div className="stage-table">
      {model.sets.map((set) => (
        <SetTable key={set.id} set={set} />
      ))}
      {others.length > 0 && <PodTable title={t('table.otherPods')} pods={others} />}
      {model.services.length > 0 && <ServiceTable model={model} />}
      <NodeTable model={model} />
    </div>
  );
}

function SetTable({ set }: { readonly set: SetModel }) {
  const t = useT();
  const reason = useSetReason(set);
  return (
    <table>
      <caption>
        {shortNameOf(set.key)}: {set.exists ? t('set.ready', { ready: set.readyCount, of: set.replicas }) : t('set.gone')}
        {reason !== undefined && <span className="table-reason">{reason}</span>}
      </caption>
      <Head columns={['table.ordinal', 'table.pod', 'table.node', 'table.address', 'table.revision', 'table.dns', 'table.claim', 'table.volume', 'table.update']} />
      <tbody>
        {set.columns.map((column) => (
          <ColumnRow key={column.id} column={column} />
        ))}
      </tbody>
    </table>
  );
}

function ColumnRow({ column }: { readonly column: ColumnModel }) {
  const t = useT();
  const { pod, claims, name } = column;
  return (
    <tr>
      <th scope="row">{column.ordinal}</th>
      <td>{pod === undefined ? t('slot.title') : <PodCell pod={pod} />}</td>
      <td className="mono">{pod?.node ?? ''}</td>
      <td className="mono">{pod?.ip ?? ''}</td>
      <td>{pod?.revision === undefined ? '' : <Revision pod={pod} />}</td>
      <td className="mono">{name.ip === undefined ? t('table.noRecord') : `${name.label} → ${name.ip}`}</td>
      <td>
        {claims.map((claim) => (
          <Choice key={claim.id} target={claim.key} text={`${claim.name} · ${t(CLAIM_WORDS[claim.state])}`} />
        ))}
      </td>
      <td className="mono">{claims.map(({ volume }) => volume.firstLine ?? '').join(' ')}</td>
      <td>{column.update === undefined ? '' : t(UPDATE_WORDS[column.update])}</td>
    </tr>
  );
}

function PodTable({ title, pods }: { readonly title: string; readonly pods: readonly PodModel[] }) {
  return (
    <table>
      <caption>{title}</caption>
      <Head columns={['table.pod', 'table.node', 'table.address', 'table.revision']} />
      <tbody>
        {pods.map((pod) => (
          <tr key={pod.uid}>
            <td>
              <PodCell pod={pod} />
            </td>
            <td className="mono">{pod.node ?? ''}</td>
            <td className="mono">{pod.ip ?? ''}</td>
            <td>{pod.revision === undefined ? '' : <Revision pod={pod} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ServiceTable({ model }: { readonly model: StageModel }) {
  const t = useT();
  return (
    <table>
      <caption>{t('table.services')}</caption>
      <Head columns={['table.service', 'table.address', 'table.endpoints', 'table.requests']} />
      <tbody>
        {model.services.map((service) => (
          <tr key={service.id}>
            <td>
              <Choice target={service.key} text={service.name} />
            </td>
            <td className="mono">{service.clusterIp ?? ''}</td>
            <td className="mono">{[...service.readyPods.keys()].join(', ')}</td>
            <td>{service.requestCount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NodeTable({ model }: { readonly model: StageModel }) {
  const t = useT();
  return (
    <table>
      <caption>{t('table.nodes')}</caption>
      <Head columns={['table.node', 'table.status', 'table.podRange']} />
      <tbody>
        {model.nodes.map((node) => (
          <tr key={node.id}>
            <td>
              <Choice target={node.key} text={node.name} />
            </td>
            <td>{[t(node.isReady ? 'node.ready' : 'node.notReady'), ...(node.isCordoned ? [t('node.cordoned')] : [])].join(', ')}</td>
            <td className="mono">{node.podCidr ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head({ columns }: { readonly columns: readonly Parameters<ReturnType<typeof useT>>[0][] }) {
  const t = useT();
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {t(column)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function PodCell({ pod }: { readonly pod: PodModel }) {
  const t = useT();
  return (
    <span className="pod-cell">
      <svg width="16" height="16" aria-hidden="true">
        <StateIcon state={pod.state} x={8} y={8} r={7} />
      </svg>
      <Choice target={pod.key} text={pod.name} />
      <span className={`tone-${pod.state} pod-cell-state`}>{t(STATE_WORDS[pod.state])}</span>
    </span>
  );
}

function Revision({ pod }: { readonly pod: PodModel }) {
  if (pod.revision === undefined) return null;
  return (
    <span className="pod-cell">
      <svg width="12" height="12" aria-hidden="true">
        <RevisionShape look={pod.revision.look} x={6} y={6} s={4} />
      </svg>
      {pod.revision.letter} <span className="mono">{pod.image}</span>
    </span>
  );
}

function Choice({ target, text }: { readonly target: ObjectKey; readonly text: string }) {
  const select = useApp((state) => state.select);
  const isSelected = useApp(({ selected }) => isSameKey(selected, target));
  return (
    <button type="button" className="choice" aria-pressed={isSelected} onClick={() => select(target)}>
      {text}
    </button>
  );
}
