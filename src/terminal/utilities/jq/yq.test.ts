import { expect, it } from 'vitest';
import { givenKernel } from '../../process/givenKernel.ts';
import { utilities } from '../index.ts';

const CLAIM = `apiVersion: v1
kind: PersistentVolumeClaim # the claim
metadata:
  name: data-web-0
  uid: abc
  labels:
    app: "nginx"
  finalizers:
  - kubernetes.io/pvc-protection
spec:
  volumeName: pvc-1
  storage: "1"
status:
  phase: Bound
`;

function run(argv: readonly string[], stdin = '') {
  const kernel = givenKernel({ flavour: 'centos7', files: { '/work/claim.yaml': CLAIM, '/work/two.yaml': 'a: 1\n---\na: 2\n' }, programs: utilities, cwd: '/work' });
  const program = kernel.kernel.lookup(kernel.machine, 'yq', undefined, '/work')?.program;
  if (program === undefined) throw new Error('no yq');
  const { stdout, stderr, code } = kernel.run(program, { argv: ['yq', ...argv], stdin });
  return { text: stdout + stderr, code, file: () => kernel.machine.files.read('/work/claim.yaml') };
}

it.each([
  [['.spec.volumeName', 'claim.yaml'], 'pvc-1\n', 0],
  [['.nope.deeper', 'claim.yaml'], 'null\n', 0],
  [['.metadata', 'claim.yaml'], 'name: data-web-0\nuid: abc\nlabels:\n  app: nginx\nfinalizers:\n  - kubernetes.io/pvc-protection\n', 0],
  [['del(.metadata.uid, .metadata.finalizers, .metadata.labels, .status, .spec)', 'claim.yaml'], 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data-web-0\n', 0],
  [['.metadata.labels.app = "db" | del(.spec, .status, .kind, .apiVersion)', 'claim.yaml'], 'metadata:\n  name: data-web-0\n  uid: abc\n  labels:\n    app: db\n  finalizers:\n    - kubernetes.io/pvc-protection\n', 0],
  [['-o', 'json', '.metadata.labels', 'claim.yaml'], '{\n  "app": "nginx"\n}\n', 0],
  [['.a', 'two.yaml'], '1\n---\n2\n', 0],
  [['keys', 'claim.yaml'], '- apiVersion\n- kind\n- metadata\n- spec\n- status\n', 0],
  [['-n', '{"a": [1, "true"]}'], 'a:\n  - 1\n  - "true"\n', 0],
  [['-e', '.nope', 'claim.yaml'], 'null\nError: no matches found\n', 1],
  [['.', 'nope.yaml'], 'Error: open nope.yaml: no such file or directory\n', 1],
] as const)('yq %j prints %j', (argv, text, code) => {
  expect(run(argv)).toMatchObject({ text, code });
});

it('reads standard input, and changes a file in place', () => {
  expect(run(['.a.b'], 'a:\n  b: deep\n').text).toBe('deep\n');
  expect(run(['-i', '.spec.storage = "5"', 'claim.yaml']).file()).toContain('storage: "5"');
});
