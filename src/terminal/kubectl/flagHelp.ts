import type { FlagSpecs } from './flags.ts';

/** Flags as the help lists them: `    -o, --output='':` and the usage behind a tab below. */
export function flagList(specs: FlagSpecs): string {
  return Object.keys(specs)
    .filter((name) => specs[name]?.hidden !== true && specs[name]?.deprecated === undefined)
    .toSorted()
    .map((name) => flagEntry(name, specs))
    .join('\n');
}

function flagEntry(name: string, specs: FlagSpecs): string {
  const spec = specs[name];
  const short = spec?.short === undefined ? '' : `-${spec.short}, `;
  return `    ${short}--${name}=${spec?.shown ?? ''}:\n\t${spec?.usage ?? ''}\n`;
}
