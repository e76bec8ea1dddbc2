import type { ComponentType } from 'react';
import type { MessageKey } from '../../i18n/messages.ts';
import { hasPods } from '../podsOf.ts';
import { hasFiles } from '../places.ts';
import { hasRevisions } from '../revisions.ts';
import { DnsPanel, hasNames } from './DnsPanel.tsx';
import { EventsPanel } from './EventsPanel.tsx';
import { FilesPanel } from './FilesPanel.tsx';
import { LogsPanel } from './LogsPanel.tsx';
import { OverviewPanel } from './OverviewPanel.tsx';
import type { PanelProps } from './panel.ts';
import { RevisionsPanel } from './RevisionsPanel.tsx';
import { WhyPanel } from './WhyPanel.tsx';
import { YamlPanel } from './YamlPanel.tsx';

export interface PanelEntry {
  readonly id: string;
  readonly title: MessageKey;
  readonly Panel: ComponentType<PanelProps>;
  /** The kinds that it has something to say about; all where this is absent. */
  readonly suits?: (kind: string) => boolean;
}

/** The inspector's panels in the order of their tabs. */
const panels: readonly PanelEntry[] = [
  { id: 'why', title: 'panel.why', Panel: WhyPanel },
  { id: 'overview', title: 'panel.overview', Panel: OverviewPanel },
  { id: 'yaml', title: 'panel.yaml', Panel: YamlPanel },
  { id: 'events', title: 'panel.events', Panel: EventsPanel },
  { id: 'dns', title: 'panel.dns', Panel: DnsPanel, suits: hasNames },
  { id: 'files', title: 'panel.files', Panel: FilesPanel, suits: hasFiles },
  { id: 'logs', title: 'panel.logs', Panel: LogsPanel, suits: hasPods },
  { id: 'revisions', title: 'panel.revisions', Panel: RevisionsPanel, suits: hasRevisions },
];

/** What only a running cluster can tell: the panels, by id, that a picture does not have and a recalled moment tells later. */
export const LIVE_ONLY: ReadonlySet<string> = new Set(['dns', 'files', 'logs']);

/** The panels that have something to say about a kind; a picture of a cluster has no names, files and logs to ask for. */
export function panelsFor(kind: string | undefined, isPicture = false): readonly PanelEntry[] {
  return panels.filter(({ id, suits }) => (suits === undefined || kind === undefined || suits(kind)) && !(isPicture && LIVE_ONLY.has(id)));
}
