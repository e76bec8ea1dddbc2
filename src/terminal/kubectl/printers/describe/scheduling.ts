import { labelSelectorText } from '#engine/api/selectors.ts';
import type { Toleration, TopologySpreadConstraint } from '#engine/kinds/pod.ts';
import { byCodeUnit } from '../json.ts';
import type { Layout } from './layout.ts';

/** Tolerations by key, one a line. k8s: describe printPodTolerationsMultiline */
export function writeTolerations(layout: Layout, title: string, tolerations: readonly Toleration[] | undefined): void {
  const sorted = (tolerations ?? []).toSorted((a, b) => byCodeUnit(a.key ?? '', b.key ?? ''));
  if (sorted.length === 0) layout.write(0, `${title}:\t<none>`);
  sorted.forEach((toleration, index) => layout.write(0, `${index === 0 ? `${title}:` : ''}\t${tolerationText(toleration)}`));
}

function tolerationText({ key = '', operator, value = '', effect = '', tolerationSeconds }: Toleration): string {
  const what = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
  const exists = operator === 'Exists' && value === '' ? `${what === '' ? '' : ' '}op=Exists` : '';
  return what + exists + (tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`);
}

/** Spread constraints by key, one a line; nothing when there are none. */
export function writeSpreadConstraints(layout: Layout, constraints: readonly TopologySpreadConstraint[] | undefined, space: '' | '  '): void {
  const sorted = (constraints ?? []).toSorted((a, b) => byCodeUnit(a.topologyKey, b.topologyKey));
  sorted.forEach((constraint, index) => layout.write(0, `${index === 0 ? `${space}Topology Spread Constraints:` : space}\t${constraintText(constraint)}`));
}

function constraintText({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }: TopologySpreadConstraint): string {
  const selector = labelSelector === undefined ? '' : ` for selector ${labelSelectorText(labelSelector)}`;
  return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${selector}`;
}
