import { expect, it } from 'vitest';
import { dumpDiff } from './dumpDiff.ts';
import { goDump } from './goDump.ts';

const claim = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '1Gi' } },
  storageClassName: 'a',
  volumeMode: 'Filesystem',
};
const dump = (spec: object) => goDump('PersistentVolumeClaimSpec', spec);

it('shows a changed line between three lines of context', () => {
  expect(dumpDiff(dump(claim), dump({ ...claim, storageClassName: 'z' }))).toBe(
    [
      '@@ -10,7 +10,7 @@',
      '   }',
      '  },',
      '  "VolumeName": "",',
      '- "StorageClassName": "a",',
      '+ "StorageClassName": "z",',
      '  "VolumeMode": "Filesystem",',
      '  "DataSource": null,',
      '  "DataSourceRef": null,',
      '',
    ].join('\n'),
  );
});

it('shows lines that come and go, and distant changes as parts of their own', () => {
  const next = { ...claim, accessModes: ['ReadWriteOnce', 'ReadOnlyMany'], volumeAttributesClassName: 'fast' };
  const text = dumpDiff(dump(claim), dump(next));
  expect(text).toContain('@@ -1,6 +1,7 @@\n {\n  "AccessModes": [\n-  "ReadWriteOnce"\n+  "ReadWriteOnce",\n+  "ReadOnlyMany"\n  ],\n');
  expect(text).toContain('- "VolumeAttributesClassName": null\n+ "VolumeAttributesClassName": "fast"\n }\n');
});

it('names every field of the internal type, in its order', () => {
  const container = { name: 'a', livenessProbe: { httpGet: { path: '/', port: 80 } }, tty: true };
  const dumped = goDump('Container', container) as Record<string, unknown>;
  expect(Object.keys(dumped).slice(0, 9)).toEqual([
    'Name',
    'Image',
    'Command',
    'Args',
    'WorkingDir',
    'Ports',
    'EnvFrom',
    'Env',
    'Resources',
  ]);
  expect(dumped['TTY']).toBe(true);
  expect(dumped['LivenessProbe']).toMatchObject({
    HTTPGet: { Path: '/', Port: 80, Host: '', HTTPHeaders: null },
    TCPSocket: null,
    TimeoutSeconds: 0,
  });
});
