import { KubectlError } from './errors.ts';

/** `a=b,c=d` as the generators of `run` and `expose` read it. k8s: generate ParseLabels */
export function parseGeneratorLabels(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(',').map((spec) => {
      const [key = '', value, ...more] = spec.split('=');
      if (value === undefined || more.length > 0) throw new KubectlError(`unexpected label spec: ${spec}`);
      if (key === '') throw new KubectlError('unexpected empty label key');
      return [key, value] as const;
    }),
  );
}
