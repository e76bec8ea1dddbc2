import type { ComponentType } from 'react';
import type { MessageKey } from '../../i18n/messages.ts';
import { DnsPanel } from './DnsPanel.tsx';
import { EventsPanel } from './EventsPanel.tsx';
import { OverviewPanel } from './OverviewPanel.tsx';
import type { PanelProps } from './panel.ts';
import { WhyPanel } from './WhyPanel.tsx';
import { YamlPanel } from './YamlPanel.tsx';

export interface PanelEntry {
  readonly id: string;
  readonly title: MessageKey;
  readonly Panel: ComponentType<PanelProps>;
}

/** The inspector's panels in the order of their tabs. */
export const panels: readonly PanelEntry[] = [
  { id: 'why', title: 'panel.why', Panel: WhyPanel },
  { id: 'overview', title: 'panel.overview', Panel: OverviewPanel },
  { id: 'yaml', title: 'panel.yaml', Panel: YamlPanel },
  { id: 'events', title: 'panel.events', Panel: EventsPanel },
  { id: 'dns', title: 'panel.dns', Panel: DnsPanel },
];
