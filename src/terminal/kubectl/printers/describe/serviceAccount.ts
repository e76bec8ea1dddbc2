import type { Secret } from '#engine/kinds/secret.ts';
import type { ServiceAccount } from '#engine/kinds/serviceAccount.ts';
import { writeOwnEvents, type DescribeContext, type Describer } from './describer.ts';
import { writeHeading } from './heading.ts';
import type { Layout } from './layout.ts';

/** k8s: describe describeServiceAccount */
export const describeServiceAccount: Describer<ServiceAccount> = (layout, account, context) => {
  const known = context.api.list('Secret', { namespace: account.metadata.namespace ?? '' });
  const namesOf = (list: readonly { readonly name?: string }[] | undefined) => (list ?? []).map(({ name = '' }) => name);
  writeHeading(layout, account);
  writeNames(layout, 'Image pull secrets:', namesOf(account.imagePullSecrets), known);
  if ((account.secrets ?? []).length > 0) writeNames(layout, 'Mountable secrets: ', namesOf(account.secrets), known);
  const tokens = known.filter((secret) => isTokenOf(secret, account)).map((secret) => secret.metadata.name);
  if (tokens.length > 0) writeNames(layout, 'Tokens:            ', tokens, known);
  writeOwnEvents(layout, context);
};

function isTokenOf({ type, metadata: { annotations } }: Secret, { metadata: { name, uid } }: ServiceAccount): boolean {
  return type === 'kubernetes.io/service-account-token' && annotations?.['kubernetes.io/service-account.name'] === name && annotations['kubernetes.io/service-account.uid'] === uid;
}

function writeNames(layout: Layout, title: string, names: readonly string[], known: ReturnType<DescribeContext['api']['list']>): void {
  if (names.length === 0) layout.write(0, `${title}\t<none>`);
  names.forEach((name, index) => {
    const isKnown = known.some((secret) => secret.metadata.name === name);
    layout.write(0, `${index === 0 ? title : ' '.repeat(title.length)}\t${name}${isKnown ? '' : ' (not found)'}`);
  });
}
