import { encodeBase64 } from '#engine/core/base64.ts';
import { formatJson } from '../printers/json.ts';

/** A service account's token until a moment in seconds since 1970. simplified: a text of the right shape whose signature nobody checks. */
export function tokenFor(namespace: string, name: string, uid: string, expires: number): string {
  const part = (value: unknown) => encodeBase64(formatJson(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  const claims = { aud: ['https://kubernetes.default.svc.cluster.local'], exp: expires, 'kubernetes.io': { namespace, serviceaccount: { name, uid } }, sub: `system:serviceaccount:${namespace}:${name}` };
  return `${part({ alg: 'RS256', kid: uid.slice(0, 8) })}.${part(claims)}.${part({ signed: uid })}`;
}
