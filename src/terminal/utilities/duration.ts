const UNITS_MS: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `5`, `0.5s`, `2m`, in milliseconds; undefined for what is no time. */
export function parseDuration(text: string): number | undefined {
  const match = /^((?:\d*\.?\d+|\d+\.)(?:e[-+]?\d+)?)([smhd]?)$/.exec(text);
  return match === null ? undefined : Number(match[1]) * (UNITS_MS[match[2] ?? ''] ?? 1000);
}
