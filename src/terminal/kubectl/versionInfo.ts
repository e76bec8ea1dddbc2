import type { JsonRecord } from './printers/values.ts';

/** The kustomize that this kubectl carries. */
export const KUSTOMIZE_VERSION = 'v5.7.1';

/** What a program of Kubernetes tells about how it was built. */
export function buildInfo(gitVersion: string): JsonRecord {
  const [major = '1', minor = '35'] = gitVersion.replace(/^v/, '').split('.');
  return {
    buildDate: '2026-08-01T00:00:00Z',
    compiler: 'gc',
    gitCommit: 'abcdef0123456789abcdef0123456789abcdef01',
    gitTreeState: 'clean',
    gitVersion,
    goVersion: 'go1.26.10',
    major,
    minor,
    platform: 'linux/amd64',
  };
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
