import type { IntOrString } from './pod.ts';

const PERCENT = /^([0-9]+)%$/;

/** The number before the percent sign, or undefined when the text is not a percentage. */
export function percentOf(value: IntOrString): number | undefined {
  const match = typeof value === 'string' ? PERCENT.exec(value) : null;
  return match === null ? undefined : Number(match[1]);
}

/**
 * A count, or a percentage of `total` rounded up or down; undefined when the text is neither.
 * k8s: intstr.GetScaledValueFromIntOrPercent.
 */
export function intOrPercent(value: IntOrString, total: number, rounding: 'up' | 'down'): number | undefined {
  if (typeof value === 'number') return value;
  const percent = percentOf(value);
  if (percent === undefined) return undefined;
  return rounding === 'up' ? Math.ceil((percent * total) / 100) : Math.floor((percent * total) / 100);
}
