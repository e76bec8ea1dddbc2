import { useApp, useT } from '../store/store.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import { isSameKey, shortNameOf } from './model/objectKeys.ts';
import type { PodModel } from './model/podModel.ts';
import type { ColumnModel, SetModel } from './model/setModel.ts';
import type { StageModel } from './model/stageModel.ts';
import { slotReason } from './marks/EmptySlot.tsx';
import { countsText, rulesText, useSetReason } from './marks/FrameMark.tsx';
import { SILENCE } from './marks/NameMark.tsx';
import { serviceEnd, serviceNote } from './marks/ServiceMark.tsx';
import { StateIcon } from './marks/StateIcon.tsx';
import { RevisionShape } from './marks/RevisionShape.tsx';
import { CLAIM_WORDS, STATE_WORDS } from './marks/words.ts';
import { contentText, noteText } from './marks/VolumeMark.tsx';
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
      {model.helpers.length > 0 && <HelperTable model={model} />}
    </div>
  );
}

function SetTable({ set }: { readonly set: SetModel }) {
  const t = useT();
  const reason = useSetReason(set);
  return (
    <table className="set-table">
      <caption>
        {shortNameOf(set.key)}: {countsText(t, set)}
        <span className="table-note"> {rulesText(t, set)}</span>
        {reason !== undefined && <span className="table-reason">{reason}</span>}
      </caption>
      <Head columns={['table.ordinal', 'table.pod', 'table.node', 'table.address', 'table.revision', 'table.dns', 'table.claim', 'table.volume', 'table.update']} />
      <tbody>
        {set.columns.map((column) => (
          <ColumnRow key={column.id} column={column} set={set} />
        ))}
      </tbody>
    </table>
  );
}

function ColumnRow({ column, set }: { readonly column: ColumnModel; readonly set: SetModel }) {
  const t = useT();
  const { pod, ghosts, claims, name } = column;
  return (
    <tr>
      <th scope="row">{column.ordinal}</th>
      <td>
        {pod === undefined ? `${t('slot.title')}: ${t(slotReason(column, set))}` : <PodCell pod={pod} />}
        {ghosts.map((ghost) => (
          <PodCell key={ghost.uid} pod={ghost} />
        ))}
      </td>
      <td className="mono">{pod?.node ?? ''}</td>
      <td className="mono">{pod?.ip ?? ''}</td>
      <td>{pod?.revision === undefined ? '' : <Revision pod={pod} />}</td>
      <td>
        <span className="mono">{name.state === 'noService' ? '' : name.label}</span> {name.state === 'answers' ? <span className="mono">→ {name.ip}</span> : t(SILENCE[name.state])}
        <KeptSeconds fqdn={name.fqdn} />
      </td>
      <td>
        {claims.map((claim) => (
          <Choice key={claim.id} target={claim.key} text={`${claim.name} · ${t(CLAIM_WORDS[claim.state])}`} />
        ))}
      </td>
      <td>
        {claims.map(({ id, volume }) => (
          <p key={id}>
            {contentText(t, volume)}
            <small className="table-note"> {noteText(t, volume)}</small>
          </p>
        ))}
      </td>
      <td>{column.update === undefined ? '' : t(UPDATE_WORDS[column.update])}</td>
    </tr>
  );
}

/** For how long a client may go on believing what it was told. */
function KeptSeconds({ fqdn }: { readonly fqdn: string }) {
  const t = useT();
  const left = useApp(({ kept, nowMs }) => {
    const answer = kept.get(fqdn);
    return answer === undefined ? 0 : Math.max(0, Math.ceil((answer.atMs + answer.ttlSeconds * 1000 - nowMs) / 1000));
  });
  return left === 0 ? null : <small className="table-note"> {t('table.kept', { seconds: left })}</small>;
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

/** More names than this say less than their number. */
const MOST_NAMES = 20;

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
            <td>{serviceNote(t, service)}</td>
            <td>
              {serviceEnd(t, service)}
              <small className="table-note mono"> {[...service.readyPods.keys()].slice(0, MOST_NAMES).join(', ')}</small>
            </td>
            <td className="mono">{[...service.requests].map(([pod, count]) => `${pod} ×${count}`).slice(0, MOST_NAMES).join(', ')}</td>
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
            <td>{[t(node.isReady ? 'node.ready' : 'node.notReady'), ...(node.isCordoned ? [t('node.cordoned')] : []), ...(node.fault === undefined ? [] : [t(node.fault === 'power' ? 'node.poweredOff' : 'node.networkCut')])].join(', ')}</td>
            <td className="mono">{node.podCidr ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What helps the cluster: DNS, the provisioner. */
function HelperTable({ model }: { readonly model: StageModel }) {
  const t = useT();
  return (
    <table>
      <caption>{t('table.helpers')}</caption>
      <Head columns={['table.helper', 'table.status', 'table.address']} />
      <tbody>
        {model.helpers.map((helper) => (
          <tr key={helper.id}>
            <td>
              <Choice target={helper.key} text={helper.name} />
            </td>
            <td>{t(helper.isRunning ? 'helper.running' : 'helper.stopped')}</td>
            <td className="mono">{helper.address ?? ''}</td>
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
