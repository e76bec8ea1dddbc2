import { forbidden, notSupported, required } from './fieldErrors.ts';
import type { FieldError } from './kind.ts';

const SHORT_MODES = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
] as const;

/** `RWO,RWX`: without repetition, always in the same order. k8s: helper.GetAccessModesAsString. */
export function accessModesText(modes: readonly string[] | undefined): string {
  return SHORT_MODES.filter(([mode]) => modes?.includes(mode))
    .map(([, short]) => short)
    .join(',');
}

const SUPPORTED = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** At least one mode, all known, ReadWriteOncePod alone. Claims and volumes word the first rule differently. */
export function validateAccessModes(path: string, modes: readonly string[] = [], missing = ''): readonly FieldError[] {
  if (modes.length === 0) return [required(path, missing)];
  return [
    ...modes.flatMap((mode) => (SUPPORTED.includes(mode) ? [] : [notSupported(path, mode, SUPPORTED)])),
    ...(modes.includes('ReadWriteOncePod') && modes.length > 1
      ? [forbidden(path, 'may not use ReadWriteOncePod with other access modes')]
      : []),
  ];
}
