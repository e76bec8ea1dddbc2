import { faultShape } from '#lessons/format/lessonShape.ts';
import { oneOf, record, text, variants, wholeNumber, type Shape } from '#lessons/format/shape.ts';
import type { Intent } from '../session.ts';
import { LIMITS } from './sharedSession.ts';

type IntentOf<Name extends Intent['do']> = Extract<Intent, { readonly do: Name }>;

const count = wholeNumber();
const any = text({ most: LIMITS.text });

const shapes: { readonly [Name in Intent['do']]: Shape<IntentOf<Name>> } = {
  type: record<IntentOf<'type'>>({ do: oneOf('type'), terminal: count, text: any }),
  run: record<IntentOf<'run'>>({ do: oneOf('run'), terminal: count, line: any }),
  resize: record<IntentOf<'resize'>>({ do: oneOf('resize'), terminal: count, columns: count, rows: count }),
  openTerminal: record<IntentOf<'openTerminal'>>({ do: oneOf('openTerminal') }),
  closeTerminal: record<IntentOf<'closeTerminal'>>({ do: oneOf('closeTerminal'), terminal: count }),
  fault: record<IntentOf<'fault'>>({ do: oneOf('fault'), fault: faultShape }),
  saveFile: record<IntentOf<'saveFile'>>({ do: oneOf('saveFile'), editor: count, content: any }),
  closeEditor: record<IntentOf<'closeEditor'>>({ do: oneOf('closeEditor'), editor: count, code: count }),
  predict: record<IntentOf<'predict'>>({ do: oneOf('predict'), step: any, choice: any }),
  hint: record<IntentOf<'hint'>>({ do: oneOf('hint'), step: any }),
  continue: record<IntentOf<'continue'>>({ do: oneOf('continue'), step: any }),
  answer: record<IntentOf<'answer'>>({ do: oneOf('answer'), choice: any }),
  showStep: record<IntentOf<'showStep'>>({ do: oneOf('showStep'), step: any }),
  repair: record<IntentOf<'repair'>>({ do: oneOf('repair'), step: any }),
  stopPerforming: record<IntentOf<'stopPerforming'>>({ do: oneOf('stopPerforming') }),
  writeFile: record<IntentOf<'writeFile'>>({ do: oneOf('writeFile'), terminal: count, path: any, content: any }),
};

/** What a recorded intent looks like. */
export const intentShape: Shape<Intent> = variants<Intent>('do', shapes);
