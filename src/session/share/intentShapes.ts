import type { Fault } from '#engine/faults.ts';
import type { Intent } from '../session.ts';
import type { Shape } from './shape.ts';

const FAULT_FIELDS: Readonly<Record<Fault['fault'], Readonly<Record<string, Shape>>>> = {
  'delete-pod': { namespace: 'string', pod: 'string', force: { optional: 'boolean' } },
  crash: { namespace: 'string', pod: 'string', container: { optional: 'string' }, exitCode: { optional: 'count' } },
  'not-ready': { namespace: 'string', pod: 'string', on: 'boolean' },
  'slow-start': { namespace: 'string', pod: 'string', delayMs: 'count' },
  'bad-image': { image: 'string', on: 'boolean' },
  power: { node: 'string', on: 'boolean' },
  network: { node: 'string', connected: 'boolean' },
  provisioner: { running: 'boolean' },
  dns: { running: 'boolean' },
  'volume-full': { volume: 'string', on: 'boolean' },
  'api-latency': { latencyMs: 'count' },
};

/** What each intent carries besides its name; a fault is judged by {@link faultShape}. */
const INTENT_FIELDS: Readonly<Record<Intent['do'], Readonly<Record<string, Shape>>>> = {
  type: { terminal: 'count', text: 'string' },
  run: { terminal: 'count', line: 'string' },
  resize: { terminal: 'count', columns: 'count', rows: 'count' },
  openTerminal: {},
  closeTerminal: { terminal: 'count' },
  fault: { fault: { mapOf: 'string' } },
  saveFile: { editor: 'count', content: 'string' },
  closeEditor: { editor: 'count', code: 'count' },
  predict: { step: 'string', choice: 'string' },
  hint: { step: 'string' },
  continue: { step: 'string' },
  answer: { choice: 'string' },
  showStep: { step: 'string' },
  repair: { step: 'string' },
  stopPerforming: {},
  writeFile: { terminal: 'count', path: 'string', content: 'string' },
};

/** The shape of an intent by its name; undefined when there is no such intent. */
export function intentShape(name: unknown, fault: unknown): Shape | undefined {
  if (typeof name !== 'string' || !Object.hasOwn(INTENT_FIELDS, name)) return undefined;
  const fields = INTENT_FIELDS[name as Intent['do']];
  return { fields: { do: 'string', ...fields, ...(name === 'fault' ? { fault: faultShape(fault) } : {}) } };
}

function faultShape(name: unknown): Shape {
  const names = Object.keys(FAULT_FIELDS);
  const fields = typeof name === 'string' && Object.hasOwn(FAULT_FIELDS, name) ? FAULT_FIELDS[name as Fault['fault']] : {};
  return { fields: { fault: { oneOf: names }, ...fields } };
}
