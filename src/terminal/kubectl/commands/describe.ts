import type { Wait } from '../../process/process.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, LIST_FLAGS } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { isApiError } from '#engine/api/errors.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { readManifests } from '../manifests/manifests.ts';
import { describeObject } from '../printers/describe/describer.ts';
import { eventsAbout } from '../printers/describe/events.ts';
import { describerOf } from '../printers/describe/index.ts';
import { getInfo, infoOf, listInfos, type Info } from '../resources/info.ts';
import { resourceOf } from '../resources/requests.ts';
import { flatten, visit } from '../resources/visit.ts';

const FLAGS = {
  ...ALL_NAMESPACES_FLAG,
  ...LIST_FLAGS,
  ...FILENAME_FLAGS('Filename, directory, or URL to files containing the resource to describe'),
  ...LABEL_SELECTOR_FLAG,
  'show-events': boolFlag('If true, display events related to the described object.', { default: true }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl describe */
export const describe = defineKubectl({
  path: ['describe'],
  usage: '(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  short: 'Show details of a specific resource or group of resources',
  long: 'Show details of a specific resource or group of resources.\n\n Print a detailed description of the selected resources, including related resources such as events or controllers. You may select a single object by name, all objects of that type, provide a name prefix, or label selector. For example:\n\n  $ kubectl describe TYPE NAME_PREFIX\n  \n will first check for an exact match on TYPE and NAME_PREFIX. If no such resource exists, it will output details for every resource that has a name prefixed with NAME_PREFIX.\n\nUse "kubectl api-resources" for a complete list of supported resources.',
  examples: `# Describe a node
kubectl describe nodes centos7k8s1

# Describe a pod
kubectl describe pods/web-0

# Describe the objects of a file
kubectl describe -f web.yaml

# Describe pods by their label
kubectl describe pods -l app=web

# Describe all pods whose names begin with web
kubectl describe pods web`,
  flags: FLAGS,
  *run(context) {
    const { flags, args } = context;
    if (args.length === 0 && flags.filename.length === 0 && flags.kustomize === '') {
      throw new KubectlError('You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.');
    }
    const { infos, errors } = yield* find(context);
    const [only] = errors;
    if (args.length === 2 && errors.length > 0 && isApiError(only, 'NotFound')) {
      // Two words are taken for a type and the beginning of a name, even where each is a type and a name.
      if ((args[0] ?? '').includes('/')) throw only;
      return describeMatching(context, args[0] ?? '', args[1] ?? '', only);
    }
    infos.forEach((info, index) => context.out(`${index === 0 ? '' : '\n\n'}${textOf(context, info)}`));
    if (infos.length === 0 && errors.length === 0) sayNothingFound(context);
    throwAll(errors);
  },
});

interface Found {
  readonly infos: readonly Info[];
  readonly errors: readonly unknown[];
}

function* find(context: Context): Generator<Wait, Found, void> {
  const { flags, args } = context;
  if (flags.filename.length === 0 && flags.kustomize === '') {
    const { found, errors } = visit(context, { args, labelSelector: flags.selector, allNamespaces: flags['all-namespaces'], mayListAll: true });
    return { infos: flatten(found), errors };
  }
  if (args.length > 0) throw new KubectlError('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
  const manifests = yield* readManifests(context, flags, { isValidated: false });
  const infos: Info[] = [];
  const errors = [...manifests.errors];
  for (const info of manifests.infos) {
    try {
      infos.push(getInfo(context, info.resource, info.name, info.namespace ?? ''));
    } catch (error) {
      errors.push(error);
    }
  }
  return { infos, errors };
}

function textOf(context: Context, { object }: Info): string {
  return describeObject(describerOf(object.kind), object, {
    api: context.api,
    nowUnixMs: context.unixNow(),
    events: context.flags['show-events'] ? eventsAbout(context.api, object) : undefined,
  });
}

/** No object has that name: all whose names begin with it. k8s: describe DescribeMatchingResources */
function describeMatching(context: Context, type: string, prefix: string, notFound: unknown): void {
  const resource = resourceOf(type, context.discovery);
  const { items } = listInfos(context.api, resource, { namespace: context.namespace, labelSelector: '', fieldSelector: '' });
  const matching = items.filter((object) => object.metadata.name.startsWith(prefix));
  if (matching.length === 0) throw notFound;
  for (const object of matching) context.out(`${textOf(context, infoOf(resource, object))}\n`);
}

function sayNothingFound(context: Context): void {
  context.err(context.flags['all-namespaces'] ? 'No resources found\n' : `No resources found in ${context.namespace} namespace.\n`);
}
