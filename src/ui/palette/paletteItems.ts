import type { ObjectKey } from '#engine/kinds/object.ts';
import { syllabus } from '#lessons/syllabus.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import { startCourseLesson } from '../lesson/startLesson.ts';
import { objectActions } from '../shell/objectActions.ts';
import { breakGroups } from '../shell/breakActions.ts';
import { doBreak } from '../shell/doBreak.ts';
import { PAGE_ACTIONS } from '../shell/pageActions.ts';
import { runLine } from '../shell/runLine.ts';
import { commandChips } from '../terminal/commandChips.ts';
import { shortNameOf } from '../stage/model/objectKeys.ts';
import type { AppState, AppStore } from '../store/store.ts';

export type PaletteGroup = 'action' | 'object' | 'command' | 'break' | 'lesson';

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly group: PaletteGroup;
  readonly text: string;
  /** What else it is found by, and what is said beside it. */
  readonly note?: string;
  readonly keys?: readonly string[];
  readonly isMono?: boolean;
  readonly run: (store: AppStore) => void;
}

export const PALETTE_GROUPS: readonly { readonly id: PaletteGroup; readonly label: MessageKey }[] = [
  { id: 'action', label: 'palette.actions' },
  { id: 'object', label: 'palette.objects' },
  { id: 'lesson', label: 'palette.lessons' },
  { id: 'command', label: 'palette.commands' },
  { id: 'break', label: 'break.title' },
];

const KINDS = ['StatefulSet', 'Pod', 'PersistentVolumeClaim', 'PersistentVolume', 'Service', 'Deployment', 'Node', 'StorageClass'] as const;
const MOST_PODS = 2000;

/** Everything that can be done or chosen now, in the order in which it is offered. */
export function paletteItems(state: AppState): readonly PaletteItem[] {
  const { t } = state;
  return [...actionItems(state, t), ...objectItems(state), ...lessonItems(state), ...commandItems(state), ...breakItems(state, t)];
}

/** The lessons are found by their titles in both languages. */
function lessonItems({ language }: AppState): readonly PaletteItem[] {
  return syllabus.map(({ name, title }) => ({
    id: `lesson/${name}`, group: 'lesson', text: title[language], note: title[language === 'en' ? 'zh' : 'en'],
    run: (store) => void startCourseLesson(store, name),
  }));
}

function actionItems(state: AppState, t: Translate): readonly PaletteItem[] {
  return PAGE_ACTIONS.filter(({ id, isPossible }) => id !== 'palette' && isPossible?.(state) !== false).map(({ id, label, keys, run }) => ({
    id: `action/${id}`, group: 'action', text: t(label), run, ...(keys === undefined ? {} : { keys: keys.slice(0, 1) }),
  }));
}

function objectItems({ frame }: AppState): readonly PaletteItem[] {
  return KINDS.flatMap((kind) =>
    frame.list(kind).slice(0, MOST_PODS).filter(({ metadata }) => metadata.namespace?.startsWith('kube-') !== true).map(({ metadata }): PaletteItem => {
      const target: ObjectKey = { kind, name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) };
      return {
        id: `object/${kind}/${metadata.namespace ?? ''}/${metadata.name}`, group: 'object', text: shortNameOf(target), note: metadata.namespace ?? kind, isMono: true,
        run: (store) => store.getState().select(target),
      };
    }),
  );
}

function commandItems(state: AppState): readonly PaletteItem[] {
  const { frame, session, selected } = state;
  const lines = [...(selected === undefined ? [] : objectActions(state, selected).map(({ line }) => line)), ...commandChips(frame.marks, session.options.profile)];
  return [...new Set(lines)].map((line) => ({ id: `command/${line}`, group: 'command', text: line, isMono: true, run: (store) => runLine(store, line) }));
}

function breakItems({ frame, selected }: AppState, t: Translate): readonly PaletteItem[] {
  return breakGroups(frame, selected).flatMap(({ actions }) =>
    actions.map((action): PaletteItem => ({
      id: `break/${action.line}`, group: 'break', text: action.isOn ? t('break.takeBack', { what: t(action.label) }) : t(action.label), note: action.line,
      run: (store) => doBreak(store, action),
    })),
  );
}
