import { come } from '../../process/waits.ts';
import { boolFlag, textFlag } from '../commonFlags.ts';
import { defineKubectl } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { explainText } from '../explain/explainText.ts';
import { explainTexts } from '../explain/texts.ts';
import { apiVersion, type Resource } from '../resources/discovery.ts';

/** k8s: kubectl explain */
export const explain = defineKubectl({
  path: ['explain'],
  usage: 'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
  short: 'Get documentation for a resource',
  long: 'Describe fields and structure of various resources.\n\n This command describes the fields associated with each supported API resource. Fields are identified via a simple JSONPath identifier:\n\n        <type>.<fieldName>[.<fieldName>]\n        \n Information about each field is retrieved from the server in OpenAPI format.\n\nUse "kubectl api-resources" for a complete list of supported resources.',
  examples: `# Get the documentation of the resource and its fields
kubectl explain sts

# Get all the fields in the resource
kubectl explain sts --recursive

# Get the documentation of a specific field
kubectl explain sts.spec.updateStrategy`,
  flags: {
    'api-version': textFlag('Use given api-version (group/version) of the resource.'),
    output: textFlag('Format in which to render the schema. Valid values are: (plaintext, plaintext-openapiv2).', { short: 'o', default: 'plaintext' }),
    recursive: boolFlag('When true, print the name of all the fields recursively. Otherwise, print the available fields with their description.'),
  },
  *run(context) {
    const { flags, args } = context;
    const [target, ...more] = args;
    if (target === undefined) throw new KubectlError('You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.');
    if (more.length > 0) throw new KubectlError('We accept only this format: explain RESOURCE');
    if (!['plaintext', 'plaintext-openapiv2'].includes(flags.output)) throw new KubectlError(`unrecognized format: ${flags.output}`);
    const { resource, path } = split(target, (word) => context.discovery.find(word));
    if (flags['api-version'] !== '' && flags['api-version'] !== apiVersion(resource)) {
      const where = `${flags['api-version'].includes('/') ? '' : '/'}${flags['api-version']}, Resource=${resource.plural}`;
      const isServed = context.discovery.all.some((known) => apiVersion(known) === flags['api-version']);
      throw new KubectlError(isServed ? `GVR (${where}) not found in OpenAPI schema` : `couldn't find resource for "${where}"`);
    }
    yield* come(explainTexts);
    const kind = context.api.kind(resource.kind);
    const { text, problem } = explainText(resource, kind?.group === resource.group ? kind.schema : undefined, path, flags.recursive);
    context.out(text);
    if (problem !== undefined) throw new KubectlError(problem);
  },
});

/** `sts.spec.replicas`: a type, which may carry its group when it is written out, and a path. k8s: SplitAndParseResourceRequestWithMatchingPrefix */
function split(target: string, find: (word: string) => Resource | undefined): { readonly resource: Resource; readonly path: readonly string[] } {
  if (target === '') throw new KubectlError('a resource must be present, got: /, Resource=');
  if (/^\.|[[\] ]/.test(target)) throw new KubectlError('invalid jsonpath syntax, first node must be field node');
  const words = target.split('.').filter((word) => word !== '');
  const resource = find(words[0] ?? '');
  if (resource === undefined) throw new KubectlError(`the server doesn't have a resource type "${words[0] ?? ''}"`, { bare: true });
  const { plural, group } = resource;
  const isFull = group !== '' && `${target}.`.startsWith(`${plural}.${group}.`);
  return { resource, path: words.slice(isFull ? 1 + group.split('.').length : 1) };
}
