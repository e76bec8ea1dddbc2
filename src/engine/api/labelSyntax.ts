const NAME_CORE = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const NAME = new RegExp(`^${NAME_CORE}$`);
const SUBDOMAIN_CORE = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const SUBDOMAIN = new RegExp(`^${SUBDOMAIN_CORE}$`);

const NAME_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${NAME_CORE}')`;
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  `with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN_CORE}')`;

/** What is wrong with a label key, in upstream's words; undefined when it is right. k8s: IsQualifiedName */
export function labelKeyFault(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2) {
    return `a valid label key ${NAME_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  }
  const prefix = parts.length === 2 ? (parts[0] as string) : undefined;
  const name = parts.at(-1) as string;
  const faults = [...prefixFaults(prefix), ...nameFaults(name)];
  return faults.length === 0 ? undefined : faults.join('; ');
}

function prefixFaults(prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return [];
  if (prefix === '') return ['prefix part must be non-empty'];
  const faults: string[] = [];
  if (prefix.length > 253) faults.push('prefix part must be no more than 253 bytes');
  if (!SUBDOMAIN.test(prefix)) faults.push(`prefix part ${SUBDOMAIN_RULE}`);
  return faults;
}

function nameFaults(name: string): readonly string[] {
  const faults: string[] = [];
  if (name === '') faults.push('name part must be non-empty');
  if (name.length > 63) faults.push('name part must be no more than 63 bytes');
  if (!NAME.test(name)) faults.push(`name part ${NAME_RULE}`);
  return faults;
}

const VALUE_CORE = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?';
const VALUE = new RegExp(`^${VALUE_CORE}$`);
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  `with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${VALUE_CORE}')`;

/** What is wrong with a label value; undefined when it is right. k8s: IsValidLabelValue */
export function labelValueFault(value: string): string | undefined {
  const faults: string[] = [];
  if (value.length > 63) faults.push('must be no more than 63 bytes');
  if (!VALUE.test(value)) faults.push(VALUE_RULE);
  return faults.length === 0 ? undefined : faults.join('; ');
}
