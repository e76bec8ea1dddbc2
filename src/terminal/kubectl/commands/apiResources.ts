import { boolFlag, listFlag, textFlag } from '../commonFlags.ts';
import { createPrinter } from '../printers/outputFormat.ts';
import type { JsonRecord } from '../printers/values.ts';
import { defineKubectl } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { alignColumns, TABLE_COLUMNS } from '../printers/columns.ts';
import { byCodeUnit } from '../printers/json.ts';
import { apiVersion, groupResource, type Resource } from '../resources/discovery.ts';

/** k8s: kubectl api-resources */
export const apiResources = defineKubectl({
  path: ['api-resources'],
  usage: '',
  short: 'Print the supported API resources on the server',
  long: 'Print the supported API resources on the server.',
  examples: `# Print the supported API resources
kubectl api-resources

# Print them with more information
kubectl api-resources -o wide

# Print those of an API group
kubectl api-resources --api-group=apps`,
  flags: {
    'api-group': textFlag('Limit to resources in the specified API group.'),
    cached: boolFlag('Use the cached list of resources if available.'),
    categories: listFlag('Limit to resources that belong to the specified categories.'),
    namespaced: boolFlag('If false, non-namespaced resources will be returned, otherwise returning namespaced resources by default.', { default: true }),
    'no-headers': boolFlag("When using the default or custom-column output format, don't print headers (default print headers)."),
    output: textFlag('Output format. One of: (json, yaml, kyaml, name, wide).', { short: 'o' }),
    'sort-by': textFlag("If non-empty, sort list of resources using specified field. The field can be either 'name' or 'kind'."),
    verbs: listFlag('Limit to resources that support the specified verbs.'),
  },
  run: (context) => {
    const { flags, given } = context;
    if (context.args.length > 0) throw context.usageError(`unexpected arguments: [${context.args.join(' ')}]`);
    if (!['', 'wide', 'name', 'json', 'yaml', 'kyaml'].includes(flags.output)) throw new KubectlError(`unable to match a printer suitable for the output format "${flags.output}", allowed formats are: json,kyaml,name,wide,yaml`);
    if (!['', 'name', 'kind'].includes(flags['sort-by'])) throw new KubectlError('--sort-by accepts only name or kind');
    const wanted = context.discovery.all.filter(
      (resource) =>
        (!given.has('api-group') || resource.group === flags['api-group']) &&
        (!given.has('namespaced') || resource.namespaced === flags.namespaced) &&
        flags.verbs.every((verb) => resource.verbs.includes(verb)) &&
        flags.categories.every((category) => resource.categories.includes(category)),
    );
    const sorted = flags['sort-by'] === '' ? wanted : wanted.toSorted((a, b) => (flags['sort-by'] === 'kind' ? byCodeUnit(a.kind, b.kind) : byCodeUnit(a.plural, b.plural)));
    const printer = ['json', 'yaml', 'kyaml'].includes(flags.output) ? createPrinter(context, { ...flags, template: '', 'allow-missing-template-keys': true, 'show-managed-fields': false }, { forGet: false }) : undefined;
    if (printer !== undefined) context.out(printer.print({ apiVersion: 'v1', groupVersion: '', kind: 'APIResourceList', resources: sorted.map(listed) }));
    else if (flags.output === 'name') context.out(sorted.map((resource) => `${groupResource(resource)}\n`).join(''));
    else context.out(table(sorted, flags.output === 'wide', !flags['no-headers']));
  },
});

/** A type as the server lists it. */
function listed({ plural, singular, namespaced, group, version, kind, verbs, shortNames, categories }: Resource): JsonRecord {
  return {
    name: plural, singularName: singular, namespaced,
    ...(group === '' ? {} : { group }),
    version, kind, verbs,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
}

function table(resources: readonly Resource[], isWide: boolean, hasHeaders: boolean): string {
  const header = `NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND${isWide ? '\tVERBS\tCATEGORIES' : ''}`;
  const rows = resources.map((resource) =>
    [resource.plural, resource.shortNames.join(','), apiVersion(resource), String(resource.namespaced), resource.kind, ...(isWide ? [resource.verbs.join(','), resource.categories.join(',')] : [])].join('\t'),
  );
  return alignColumns(hasHeaders ? [header, ...rows] : rows, TABLE_COLUMNS);
}

/** Versions that are served besides those of the resources' list. */
const OTHER_VERSIONS = ['autoscaling/v1'];

/** k8s: kubectl api-versions */
export const apiVersions = defineKubectl({
  path: ['api-versions'],
  usage: '',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  long: 'Print the supported API versions on the server, in the form of "group/version".',
  examples: `# Print the supported API versions
kubectl api-versions`,
  flags: {},
  run: (context) => {
    if (context.args.length > 0) throw context.usageError(`unexpected arguments: [${context.args.join(' ')}]`);
    const versions = new Set([...context.discovery.all.map(apiVersion), ...OTHER_VERSIONS]);
    context.out([...versions].toSorted(byCodeUnit).map((version) => `${version}\n`).join(''));
  },
});
