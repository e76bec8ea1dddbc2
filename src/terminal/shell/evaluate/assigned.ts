/** An assignment whose words have been expanded. */
export interface Assigned {
  readonly name: string;
  readonly subscript?: string;
  readonly isAppend: boolean;
  readonly value: AssignedValue;
}

export type AssignedValue = string | { readonly elements: readonly { readonly key?: string; readonly value: string; readonly isAppend?: boolean }[] };

/** `x=1` as `set -x` shows it, from its parts. */
export function assignedText({ name, subscript, isAppend, value }: Assigned, quote: (text: string) => string): string {
  const target = `${name}${subscript === undefined ? '' : `[${subscript}]`}${isAppend ? '+' : ''}=`;
  if (typeof value === 'string') return `${target}${value === '' ? '' : quote(value)}`;
  return `${target}(${value.elements.map((element) => (element.key === undefined ? quote(element.value) : `[${element.key}]=${quote(element.value)}`)).join(' ')})`;
}
