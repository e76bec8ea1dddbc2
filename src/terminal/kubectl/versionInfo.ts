import type { JsonRecord } from './printers/values.ts';

/** The kustomize that this kubectl carries. */
export const KUSTOMIZE_VERSION = 'v5.7.1';

/** When and of what a release was made. */
interface Build {
  readonly buildDate: string;
  readonly gitCommit: string;
  readonly goVersion: string;
}

const BUILDS: Readonly<Record<string, Build>> = {
  'v1.35.2': { buildDate: '2026-02-26T20:05:34Z', gitCommit: 'fdc9d74cbf2da6754ebf81d56f80ae2948cd6425', goVersion: 'go1.25.7' },
};

/** simplified: releases that are not known tell of a build that never was. */
const OTHER_BUILD: Build = { buildDate: '2026-08-01T00:00:00Z', gitCommit: 'abcdef0123456789abcdef0123456789abcdef01', goVersion: 'go1.26.10' };

/** What a program of Kubernetes tells about how it was built. */
export function buildInfo(gitVersion: string): JsonRecord {
  const [major = '1', minor = '35'] = gitVersion.replace(/^v/, '').split('.');
  return {
    ...(BUILDS[gitVersion] ?? OTHER_BUILD),
    compiler: 'gc',
    gitTreeState: 'clean',
    gitVersion,
    major,
    minor,
    platform: 'linux/amd64',
  };
}

/** The same of a server, which also tells what it behaves like. */
export function serverBuildInfo(gitVersion: string): JsonRecord {
  const info = buildInfo(gitVersion);
  const { major, minor } = info;
  return { ...info, emulationMajor: major, emulationMinor: minor, minCompatibilityMajor: major, minCompatibilityMinor: String(Number(minor) - 1) };
}

/** The body of `/version`, in the server's order of fields. */
export function serverVersionText(gitVersion: string): string {
  const [major = '1', minor = '35'] = gitVersion.replace(/^v/, '').split('.');
  const fields = [
    ['major', major],
    ['minor', minor],
    ['emulationMajor', major],
    ['emulationMinor', minor],
    ['minCompatibilityMajor', major],
    ['minCompatibilityMinor', String(Number(minor) - 1)],
    ['gitVersion', gitVersion],
    ['gitCommit', 'abcdef0123456789abcdef0123456789abcdef01'],
    ['gitTreeState', 'clean'],
    ['buildDate', '2026-08-01T00:00:00Z'],
    ['goVersion', 'go1.26.10'],
    ['compiler', 'gc'],
    ['platform', 'linux/amd64'],
  ];
  return `{\n${fields.map(([key, value]) => `  "${key ?? ''}": "${value ?? ''}"`).join(',\n')}\n}`;
}
