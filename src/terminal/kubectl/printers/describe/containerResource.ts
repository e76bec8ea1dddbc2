import type { Container, EnvVarSource } from '#engine/kinds/pod.ts';
import { parseQuantity, quantityMilliValue, quantityValue } from '#engine/kinds/quantity.ts';

/** What `resourceFieldRef` yields for a container: a whole number in units of its divisor. k8s: ExtractContainerResourceValue */
export function containerResource(container: Container, ref: NonNullable<EnvVarSource['resourceFieldRef']>): string {
  const [list = '', ...name] = ref.resource.split('.');
  const amounts = list === 'limits' ? container.resources?.limits : container.resources?.requests;
  const amount = amounts?.[name.join('.')];
  const value = amount === undefined ? 0 : divided(name.join('.'), amount, ref.divisor);
  if (value === 0 && (ref.resource === 'limits.cpu' || ref.resource === 'limits.memory')) return 'node allocatable';
  return String(value);
}

function divided(name: string, amount: string, divisor: string | undefined): number {
  const unit = divisor === undefined || divisor === '0' || parseQuantity(divisor) === undefined ? '1' : divisor;
  if (name === 'cpu') return Math.ceil(quantityMilliValue(amount) / quantityMilliValue(unit));
  return Math.ceil(quantityValue(amount) / quantityValue(unit));
}
