import { useMemo } from 'react';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { DnsRecord } from '#engine/network/network.ts';
import type { Frame } from '#session/session.ts';
import { useApp, useT } from '../../store/store.ts';
import { Subject } from '../Subject.tsx';
import type { PanelProps } from './panel.ts';

/** What cluster DNS would answer for the names of an object, now. */
export function DnsPanel({ target }: PanelProps) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const witness = useApp((state) => state.witness);
  const { clusterDomain, dnsIp } = witness.options.profile;
  const isDown = frame.faults.some(({ fault }) => fault.fault === 'dns');
  const answers = useMemo(
    () => namesOf(frame, target, clusterDomain).map((name) => ({ name, records: witness.recordsFor(name) })),
    [frame, witness, target, clusterDomain],
  );
  if (answers.length === 0) return <p className="panel-empty">{t('dns.noNames')}</p>;
  return (
    <>
      <Subject target={target} />
      <p className="panel-note">{isDown ? t('dns.down') : t('dns.intro', { server: dnsIp })}</p>
      {answers.map(({ name, records }) => (
        <section key={name} className="dns-name">
          <h2 className="mono">{name}.</h2>
          {records.length === 0 ? <p className="dns-miss">{t('dns.miss')}</p> : <Records records={records} />}
          <Kept name={name} />
        </section>
      ))}
      <SearchList namespace={target.namespace} domain={clusterDomain} />
    </>
  );
}

function Records({ records }: { readonly records: readonly DnsRecord[] }) {
  return (
    <ul className="dns-records mono">
      {records.map((record) => (
        <li key={`${record.type}/${record.data}`}>
          <span>{record.ttl}</span>
          <b>{record.type}</b>
          <span>{record.data}</span>
        </li>
      ))}
    </ul>
  );
}

/** The answer that a client got last, and for how long it may still keep it. */
function Kept({ name }: { readonly name: string }) {
  const t = useT();
  const kept = useApp((state) => state.kept.get(name));
  const left = useApp(({ nowMs }) => (kept === undefined ? 0 : Math.ceil((kept.atMs + kept.ttlSeconds * 1000 - nowMs) / 1000)));
  if (kept === undefined || left <= 0) return null;
  return <p className="dns-kept">{t(kept.isMiss ? 'dns.keptMiss' : 'dns.kept', { seconds: left })}</p>;
}

function SearchList({ namespace, domain }: { readonly namespace: string | undefined; readonly domain: string }) {
  const t = useT();
  const suffixes = [`${namespace ?? 'default'}.svc.${domain}`, `svc.${domain}`, domain];
  return (
    <section>
      <h3 className="eyebrow">{t('dns.search')}</h3>
      <p className="panel-note">{t('dns.searchText')}</p>
      <ol className="dns-search mono">
        {suffixes.map((suffix) => (
          <li key={suffix}>.{suffix}</li>
        ))}
      </ol>
    </section>
  );
}

/** Whether DNS knows names of a kind at all. */
export function hasNames(kind: string): boolean {
  return kind === 'Service' || kind === 'Pod' || kind === 'StatefulSet';
}

/** The names that lead to an object. */
export function namesOf(frame: Frame, target: ObjectKey, domain: string): readonly string[] {
  const { kind, namespace = 'default', name } = target;
  if (kind === 'Service') return [`${name}.${namespace}.svc.${domain}`];
  if (kind === 'Pod') {
    const pod = frame.get('Pod', namespace, name);
    return pod?.spec.subdomain === undefined ? [] : [`${pod.spec.hostname ?? name}.${pod.spec.subdomain}.${namespace}.svc.${domain}`];
  }
  if (kind !== 'StatefulSet') return [];
  const set = frame.get('StatefulSet', namespace, name);
  const service = set?.spec.serviceName ?? '';
  if (set === undefined || service === '') return [];
  const start = set.spec.ordinals?.start ?? 0;
  const count = Math.min(set.spec.replicas ?? 1, 12);
  return [`${service}.${namespace}.svc.${domain}`, ...Array.from({ length: count }, (_, index) => `${name}-${start + index}.${service}.${namespace}.svc.${domain}`)];
}
