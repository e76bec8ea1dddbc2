/** Does a tag name a version that exists? `1.25`, `1.25.3`, `8`, with one of the endings. */
export function versionTags(options: {
  /** Major version to the range of its minor versions. */
  readonly versions: Readonly<Record<number, readonly [number, number]>>;
  /** Tags without a number. */
  readonly names?: readonly string[];
  /** `-alpine`, `-slim`. */
  readonly endings?: readonly string[];
}): (tag: string) => boolean {
  const { versions, names = ['latest'], endings = [] } = options;
  return (tag) => {
    const ending = endings.find((candidate) => tag.endsWith(candidate)) ?? '';
    const base = tag.slice(0, tag.length - ending.length);
    if (names.includes(base) || endings.includes(`-${tag}`)) return true;
    const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(base);
    if (match === null) return false;
    const range = versions[Number(match[1])];
    if (range === undefined) return false;
    const minor = match[2] === undefined ? range[0] : Number(match[2]);
    return minor >= range[0] && minor <= range[1] && Number(match[3] ?? 0) <= MOST_PATCHES;
  };
}

const MOST_PATCHES = 40;
