import { Check, Code, Copy, FileText, Image, Package, SquarePlay, X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { ComponentType } from 'react';
import { formatClock } from '../shell/ClockFace.tsx';
import { Group } from '../shell/Group.tsx';
import type { MessageKey } from '../i18n/messages.ts';
import { useModal } from '../shell/useModal.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { download } from './download.ts';
import { EMBED_LOOKS, EMBED_VIEWS, type EmbedLook, type EmbedView } from './embedHash.ts';
import { exportAs, type ExportFormat } from './exports.ts';
import { encodeShortest, linkTo, type Scope } from './sessionLink.ts';
import './share.css';

/** A link, an iframe or a file with the session in it. Time stands while it is open, so that what is shown is what is shared. */
export function ShareDialog() {
  const t = useT();
  const store = useAppStore();
  const [scope, setScope] = useState<Scope>('moment');
  const encoded = useMemo(() => encodeShortest(store.getState(), scope), [store, scope]);
  const { openShare } = store.getState();
  const { close, props } = useModal(() => openShare(false));
  return (
    <dialog {...props} className="dialog share" aria-labelledby="share-title">
      <div className="dialog-head">
        <h2 id="share-title">{t('share.title')}</h2>
        <button type="button" className="icon-button is-quiet" aria-label={t('close')} onClick={close}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <ScopeChoice scope={scope} choose={setScope} />
      <Link encoded={encoded} />
      <Embed encoded={encoded} />
      <Exports />
      <p className="share-note">{t('share.inside')}</p>
    </dialog>
  );
}

function ScopeChoice({ scope, choose }: { readonly scope: Scope; readonly choose: (scope: Scope) => void }) {
  const t = useT();
  const nowMs = useApp((state) => state.nowMs);
  const marks = useApp(({ present, frame }) => (present?.frame ?? frame).marks);
  const commands = marks.filter(({ kind }) => kind === 'command').length;
  const choices = [
    { value: 'moment', title: t('share.moment'), text: t('share.momentText', { time: formatClock(nowMs) }) },
    { value: 'whole', title: t('share.whole'), text: t('share.wholeText', { commands, faults: marks.length - commands }) },
  ] as const;
  return (
    <fieldset className="share-scopes">
      <legend className="visually-hidden">{t('share.scope')}</legend>
      {choices.map(({ value, title, text }) => (
        <label key={value} htmlFor={`share-${value}`} className={scope === value ? 'is-on' : ''}>
          <input type="radio" id={`share-${value}`} name="share-scope" checked={scope === value} onChange={() => choose(value)} />
          <strong>{title}</strong>
          <small>{text}</small>
        </label>
      ))}
    </fieldset>
  );
}

function Link({ encoded }: { readonly encoded: string }) {
  const t = useT();
  const link = linkTo(encoded, location);
  return (
    <>
      <div className="share-link">
        <input className="mono" readOnly value={link} aria-label={t('share.link')} onFocus={(event) => event.target.select()} />
        <CopyButton text={link} label={t('share.copyLink')} isPrimary />
      </div>
      <p className="share-note">
        <b>{t('share.size', { size: (link.length / 1024).toFixed(1) })}</b> {t('share.nothingSent')}
      </p>
    </>
  );
}

function CopyButton({ text, label, isPrimary = false }: { readonly text: string; readonly label: string; readonly isPrimary?: boolean }) {
  const t = useT();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const timer = isCopied ? window.setTimeout(() => setCopied(false), 2000) : undefined;
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  return (
    <button type="button" className={`button${isPrimary ? ' is-primary' : ''}`} onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
      {isCopied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      <span aria-live="polite">{isCopied ? t('share.copied') : label}</span>
    </button>
  );
}

const VIEW_NAMES: Readonly<Record<EmbedView, MessageKey>> = { stage: 'embed.stage', terminal: 'embed.terminal', timeline: 'embed.timeline' };
const LOOK_NAMES: Readonly<Record<EmbedLook, MessageKey>> = { light: 'embed.light', dark: 'embed.dark', reader: 'embed.reader' };
const SIZES = [
  { name: '720 × 420', width: '720', height: '420' },
  { name: '960 × 540', width: '960', height: '540' },
  { name: '100 %', width: '100%', height: '480' },
] as const;

function Embed({ encoded }: { readonly encoded: string }) {
  const t = useT();
  const [view, setView] = useState<EmbedView>('stage');
  const [look, setLook] = useState<EmbedLook>('reader');
  const [size, setSize] = useState<(typeof SIZES)[number]>(SIZES[0]);
  const code = `<iframe src="${linkTo(encoded, location, `${view}.${look}`)}" width="${size.width}" height="${size.height}" title="${t('embed.frameTitle')}" loading="lazy"></iframe>`;
  return (
    <section aria-labelledby="share-embed">
      <h3 id="share-embed">{t('embed.title')}</h3>
      <Choice label={t('embed.view')} options={EMBED_VIEWS} value={view} nameOf={(value) => t(VIEW_NAMES[value])} choose={setView} />
      <Choice label={t('embed.size')} options={SIZES} value={size} nameOf={({ name }) => name} choose={setSize} />
      <Choice label={t('embed.look')} options={EMBED_LOOKS} value={look} nameOf={(value) => t(LOOK_NAMES[value])} choose={setLook} />
      <div className="share-link">
        <input className="mono" readOnly value={code} aria-label={t('embed.code')} onFocus={(event) => event.target.select()} />
        <CopyButton text={code} label={t('share.copy')} />
      </div>
    </section>
  );
}

interface ChoiceProps<T> {
  readonly label: string;
  readonly options: readonly T[];
  readonly value: T;
  readonly nameOf: (value: T) => string;
  readonly choose: (value: T) => void;
}

function Choice<T>({ label, options, value, nameOf, choose }: ChoiceProps<T>) {
  return (
    <div className="share-choice">
      <span aria-hidden="true">{label}</span>
      <Group className="segments" label={label}>
        {options.map((option) => (
          <button key={nameOf(option)} type="button" aria-pressed={option === value} onClick={() => choose(option)}>
            {nameOf(option)}
          </button>
        ))}
      </Group>
    </div>
  );
}

const FORMATS: readonly { readonly format: ExportFormat; readonly Icon: ComponentType<{ readonly size: number; readonly 'aria-hidden': 'true' }>; readonly name: string; readonly text: MessageKey }[] = [
  { format: 'svg', Icon: Code, name: 'SVG', text: 'export.svg' },
  { format: 'png', Icon: Image, name: 'PNG', text: 'export.png' },
  { format: 'markdown', Icon: FileText, name: 'Markdown', text: 'export.markdown' },
  { format: 'cast', Icon: SquarePlay, name: 'Cast', text: 'export.cast' },
  { format: 'zip', Icon: Package, name: 'Zip', text: 'export.zip' },
];

function Exports() {
  const t = useT();
  const store = useAppStore();
  const save = async (format: ExportFormat) => {
    const file = await exportAs(format, store.getState());
    if (file === undefined) store.getState().showToast({ tone: 'pending', title: t('export.noPicture'), text: t('export.noPictureText') });
    else download(file.name, file.content);
  };
  return (
    <section aria-labelledby="share-export">
      <h3 id="share-export">{t('export.title')}</h3>
      <div className="share-formats">
        {FORMATS.map(({ format, Icon, name, text }) => (
          <button key={format} type="button" className="button" onClick={() => void save(format)}>
            <Icon size={18} aria-hidden="true" />
            <strong>{name}</strong>
            <small>{t(text)}</small>
          </button>
        ))}
      </div>
    </section>
  );
}
