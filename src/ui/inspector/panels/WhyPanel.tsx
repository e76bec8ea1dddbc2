import { useMemo } from 'react';
import type { Explanation } from '#engine/why.ts';
import type { Frame } from '#session/session.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { CommandLine } from '../../shell/CommandLine.tsx';
import { formatClock } from '../../shell/ClockFace.tsx';
import { shortNameOf } from '../../stage/model/objectKeys.ts';
import { RULE_PAGES } from '../../stage/rulePages.ts';
import { StateIcon } from '../../stage/marks/StateIcon.tsx';
import { useApp, useT } from '../../store/store.ts';
import { reasonTone } from '../reasonTone.ts';
import { ruleOf, settingsText } from '../rules.ts';
import { storyOf } from '../story.ts';
import { useReasons } from '../../why/useReasons.ts';
import { unblockCommands } from '../unblock.ts';
import type { PanelProps } from './panel.ts';

/** Why this is as it is: the nearest reason, what lies behind it, the rule, and what would help. */
export function WhyPanel({ target }: PanelProps) {
  const t = useT();
  const frame = useApp((state) => state.frame);
  const reasons = useReasons(target);
  const nearest = reasons.find(({ kind }) => kind === 'wait') ?? reasons[0];
  const rest = reasons.filter((reason) => reason !== nearest && reason.kind !== 'act');
  const story = useMemo(() => storyOf(frame, target), [frame, target]);
  const lines = useMemo(() => unblockCommands(frame, target, reasons), [frame, target, reasons]);
  const rule = nearest === undefined ? undefined : ruleOf(nearest.code);
  const isPicture = useApp(({ session }) => session.isPicture === true);
  if (isPicture) return <NoReasons target={target} />;
  return (
    <>
      <p className="eyebrow">{shortNameOf(target)}</p>
      <h2 className="panel-heading">{t(headingOf(frame, nearest))}</h2>
      {nearest === undefined ? <p className="panel-note">{t('why.calmText')}</p> : <NearestReason reason={nearest} />}
      {rest.length > 0 && <Chain reasons={rest} />}
      {story.length > 0 && <Story entries={story} />}
      {rule !== undefined && (
        <>
          <h3 className="eyebrow">{t('why.rule')}</h3>
          <blockquote className="rule">
            {t(rule)}
            <small className="mono">{settingsText(frame, target)}</small>
            <a href={RULE_PAGES[rule]} target="_blank" rel="noreferrer">
              {t('decision.page')}
            </a>
          </blockquote>
        </>
      )}
      {lines.length > 0 && (
        <>
          <h3 className="eyebrow">{t(nearest?.kind === 'wait' ? 'why.unblock' : 'why.look')}</h3>
          <div className="command-list">
            {lines.map((line) => (
              <CommandLine key={line} line={line} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

/** The reasons of another cluster are not in its objects. */
function NoReasons({ target }: PanelProps) {
  const t = useT();
  return (
    <>
      <p className="eyebrow">{shortNameOf(target)}</p>
      <p className="panel-note">{t('picture.why')}</p>
    </>
  );
}

/** What is stuck is asked about in other words than what is on its way. */
function headingOf(frame: Frame, nearest: Explanation | undefined): MessageKey {
  if (nearest === undefined || nearest.kind === 'note') return 'why.calm';
  if (nearest.kind !== 'wait') return 'why.going';
  const isOnItsWay = ON_ITS_WAY.has(reasonTone(frame, nearest).icon) && frame.nowMs - nearest.atMs < STUCK_AFTER_MS;
  return isOnItsWay ? 'why.onItsWay' : 'why.waiting';
}

const ON_ITS_WAY: ReadonlySet<string> = new Set(['pending', 'creating', 'notReady', 'minReady', 'ready', 'terminating']);
const STUCK_AFTER_MS = 45_000;

function NearestReason({ reason }: { readonly reason: Explanation }) {
  const say = useApp((state) => state.say);
  const frame = useApp((state) => state.frame);
  const { icon, tone } = reasonTone(frame, reason);
  return (
    <div className={`reason tone-${tone}`}>
      <p className="reason-head">
        <svg width="18" height="18" aria-hidden="true">
          <StateIcon state={icon} x={9} y={9} r={8} />
        </svg>
        {shortNameOf(reason.blockedBy ?? reason.about)}
      </p>
      <p>{say(reason)}</p>
      <small>
        {reason.actor} · {formatClock(reason.atMs)}
      </small>
    </div>
  );
}

/** What the nearest reason rests on, one step further each; a press goes on to the object. */
function Chain({ reasons }: { readonly reasons: readonly Explanation[] }) {
  const t = useT();
  const say = useApp((state) => state.say);
  const select = useApp((state) => state.select);
  return (
    <>
      <h3 className="eyebrow">{t('why.behind')}</h3>
      <ol className="chain">
        {reasons.slice(0, 6).map((reason) => (
          <li key={`${reason.code}/${reason.about.kind}/${reason.about.name}/${reason.atMs}`}>
            <button type="button" className="link mono" onClick={() => select(reason.about)}>
              {shortNameOf(reason.about)}
            </button>
            <p>{say(reason)}</p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Story({ entries }: { readonly entries: readonly Explanation[] }) {
  const t = useT();
  const say = useApp((state) => state.say);
  return (
    <>
      <h3 className="eyebrow">{t('why.story')}</h3>
      <ol className="story">
        {entries.map((entry) => (
          <li key={`${entry.atMs}/${entry.code}/${entry.about.name}`}>
            <time>{formatClock(entry.atMs).slice(3, 8)}</time>
            <span>{say(entry)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
