import type { Secret } from '#engine/kinds/secret.ts';
import { decodeBase64 } from '#engine/core/base64.ts';
import { base64Size } from '../base64Size.ts';
import { byCodeUnit } from '../json.ts';
import type { Describer } from './describer.ts';
import { writeHeading } from './heading.ts';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';

/** Names and sizes, but not what is secret. k8s: describe describeSecret */
export const describeSecret: Describer<Secret> = (layout, secret) => {
  const { data = {}, type = '' } = secret;
  writeHeading(layout, secret);
  layout.write(0, `\nType:\t${type}`);
  layout.write(0, '\nData\n====');
  for (const key of Object.keys(data).toSorted(byCodeUnit)) {
    const value = data[key] ?? '';
    layout.write(0, `${key}:\t${key === 'token' && type === TOKEN_TYPE ? (decodeBase64(value) ?? '') : `${base64Size(value)} bytes`}`);
  }
};
