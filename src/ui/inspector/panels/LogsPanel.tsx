import { useEffect, useMemo, useRef, useState } from 'react';
import { formatRfc3339 } from '#engine/core/time.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { LogAnswer } from '#session/containerLog.ts';
import { CommandLine } from '../../shell/CommandLine.tsx';
import { useApp, useT } from '../../store/store.ts';
import { namespaceFlag, podsOf } from '../podsOf.ts';
import { Subject } from '../Subject.tsx';
import { useLook } from '../useLook.ts';
import type { PanelProps } from './panel.ts';

/** As many of the newest lines are drawn; all of them are a `kubectl logs` away. */
const MOST_LINES = 400;
const MOST_PODS = 50;
/** How often a log that grows is drawn, in simulated milliseconds. */
const LOOK_EVERY_MS = 200;

interface Source {
  readonly id: string;
  readonly label: string;
  readonly pod: string;
  readonly namespace: string;
  readonly container: string;
  readonly flags: string;
}

/** What a container writes, as it comes; or what the one before it wrote. */
export function LogsPanel({ target }: PanelProps) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const sources = useMemo(() => podsOf(frame, target).slice(0, MOST_PODS).flatMap((pod) => sourcesOf(pod, target.kind === 'Pod')), [frame, target]);
  const [chosenId, choose] = useState<string>();
  const [isPrevious, setPrevious] = useState(false);
  const [hasTimes, setTimes] = useState(false);
  const source = sources.find(({ id }) => id === chosenId) ?? sources[0];
  if (source === undefined) return <p className="panel-empty">{t('logs.noPods')}</p>;
  return (
    <>
      <Subject target={target} />
      {sources.length > 1 && (
        <div className="panel-tools">
          <select className="select" aria-label={t('logs.container')} value={source.id} onChange={(event) => choose(event.target.value)}>
            {sources.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="panel-tools">
        <label className="check">
          <input type="checkbox" checked={isPrevious} onChange={(event) => setPrevious(event.target.checked)} />
          {t('logs.previous')}
        </label>
        <label className="check">
          <input type="checkbox" checked={hasTimes} onChange={(event) => setTimes(event.target.checked)} />
          {t('logs.times')}
        </label>
      </div>
      <Log key={`${source.id}/${isPrevious ? 'before' : 'now'}`} source={source} isPrevious={isPrevious} hasTimes={hasTimes} />
      <h3 className="eyebrow">{t('files.inTerminal')}</h3>
      <CommandLine line={`kubectl logs ${source.pod}${source.flags}${isPrevious ? ' --previous' : ' -f'}`} />
    </>
  );
}

function sourcesOf({ metadata, spec }: Pod, isAlone: boolean): readonly Source[] {
  const { name: pod, namespace = 'default' } = metadata;
  const all = [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])];
  return all.map(({ name: container }) => ({
    id: `${pod}/${container}`,
    label: isAlone ? container : all.length > 1 ? `${pod} · ${container}` : pod,
    pod, namespace, container,
    flags: `${namespaceFlag(namespace)}${all.length > 1 ? ` -c ${container}` : ''}`,
  }));
}

interface LogProps {
  readonly source: Source;
  readonly isPrevious: boolean;
  readonly hasTimes: boolean;
}

function Log({ source: { namespace, pod, container }, isPrevious, hasTimes }: LogProps) {
  const t = useT();
  const answer = useLook(LOOK_EVERY_MS, (session) => session.log({ namespace, pod, container, previous: isPrevious }));
  const count = 'lines' in answer ? answer.lines.length : 0;
  if ('problem' in answer) return <p className="panel-problem mono">{answer.problem}</p>;
  if (count === 0) return <p className="panel-note">{t('logs.silent')}</p>;
  return <Lines answer={answer} count={count} hasTimes={hasTimes} label={t('logs.of', { container })} />;
}

interface LinesProps {
  readonly answer: Extract<LogAnswer, { lines: unknown }>;
  readonly count: number;
  readonly hasTimes: boolean;
  readonly label: string;
}

/** The newest lines; stays at the end unless somebody has scrolled up. */
function Lines({ answer: { lines, isRunning }, count, hasTimes, label }: LinesProps) {
  const t = useT();
  const box = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (element !== null && isAtEnd.current) element.scrollTop = element.scrollHeight;
  });
  const first = Math.max(0, count - MOST_LINES);
  return (
    <>
      {first > 0 && <p className="panel-note">{t('logs.older', { count: first })}</p>}
      <pre
        className="log-lines"
        ref={box}
        // A keyboard can scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="log"
        aria-label={label}
        aria-live="off"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24;
        }}
      >
        {lines.slice(first, count).map(({ text, stream, unixMs }, index) => (
          <span key={first + index} className={stream === 'stderr' ? 'is-stderr' : undefined}>
            {hasTimes && <time>{formatRfc3339(unixMs)} </time>}
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
      <p className="panel-note">{t(isRunning ? 'logs.follows' : 'logs.ended')}</p>
    </>
  );
}
