import type { Container, ResourceList } from '#engine/kinds/pod.ts';
import { parseQuantity } from '#engine/kinds/quantity.ts';
import { boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, textFlag } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { podTemplateOf, withPodSpec } from '../../podSpec.ts';
import { findTargets } from '../../resources/targets.ts';
import { createReport } from '../../results.ts';
import { formToChange } from '../../typedForm.ts';
import { changeEach } from '../../workloadChange.ts';
import { refuseOther } from './templateOnly.ts';

/** k8s: kubectl set resources */
export const setResources = defineKubectl({
  path: ['set', 'resources'],
  usage: '(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]',
  short: 'Update resource requests/limits on objects with pod templates',
  long: 'Specify compute resource requirements (CPU, memory) for any resource that defines a pod template. If a pod is successfully scheduled, it is guaranteed the amount of resource requested, but may burst up to its specified limits.\n\n For each compute resource, if a limit is specified and a request is omitted, the request will default to the limit.\n\n Possible resources include (case insensitive): Use "kubectl api-resources" for a complete list of supported resources..',
  examples: `# Set limits of the container nginx
kubectl set resources sts web -c=nginx --limits=cpu=200m,memory=512Mi

# Set requests and limits of all containers
kubectl set resources sts web --limits=cpu=200m,memory=512Mi --requests=cpu=100m,memory=256Mi`,
  flags: {
    all: boolFlag('Select all resources, in the namespace of the specified resource types'),
    containers: textFlag('The names of containers in the selected pod templates to change, all containers are selected by default - may use wildcards', { short: 'c', default: '*' }),
    ...DRY_RUN_FLAG,
    ...FIELD_MANAGER_FLAG('kubectl-set'),
    ...FILENAME_FLAGS('identifying the resource to get from a server.'),
    limits: textFlag("The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges."),
    local: boolFlag('If true, set resources will NOT contact api-server but run locally.'),
    ...OUTPUT_FLAGS,
    requests: textFlag("The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges."),
    ...LABEL_SELECTOR_FLAG,
  },
  fieldManager: 'kubectl-set',
  *run(context) {
    const { flags } = context;
    const dryRun = dryRunOf(context);
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: flags, isLocal: flags.local, all: flags.all, labelSelector: flags.selector });
    throwAll(errors);
    if (flags.all && flags.selector !== '') throw new KubectlError('cannot set --all and --selector at the same time');
    if (flags.limits === '' && flags.requests === '') throw new KubectlError('you must specify an update to requests or limits (in the form of --requests/--limits)');
    const limits = readList(flags.limits);
    const requests = readList(flags.requests);
    const pattern = new RegExp(`^${flags.containers.replaceAll('*', '.*')}$`);
    const options = { dryRun: flags.local ? ('client' as const) : dryRun, operation: 'resource requirements updated', report: createReport(context, flags, dryRun, { isTyped: true }), failure: 'failed to patch resources update to pod template', joint: ' ' };
    throwAll(
      changeEach(context, infos, options, (info) => {
        const template = podTemplateOf(info.object);
        if (template === undefined) throw refuseOther(info, flags.local);
        const { containers, initContainers = [] } = template.spec;
        if (![...containers, ...initContainers].some((container) => pattern.test(container.name))) throw new KubectlError(`error: unable to find container named ${flags.containers}`);
        const change = (container: Container) => (pattern.test(container.name) ? withLists(container, limits, requests) : container);
        return withPodSpec(formToChange(info.object, flags.local), (spec) => ({
          ...spec,
          containers: spec.containers.map(change),
          ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(change) }),
        }));
      }),
    );
  },
});

function withLists(container: Container, limits: ResourceList, requests: ResourceList): Container {
  const { resources = {} } = container;
  return {
    ...container,
    resources: {
      ...resources,
      ...(Object.keys(limits).length === 0 ? {} : { limits: { ...resources.limits, ...limits } }),
      ...(Object.keys(requests).length === 0 ? {} : { requests: { ...resources.requests, ...requests } }),
    },
  };
}

/** `cpu=100m,memory=256Mi`. k8s: generate HandleResourceRequirementsV1 */
export function readList(text: string): ResourceList {
  if (text === '') return {};
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name = '', amount, ...more] = part.split('=');
      if (amount === undefined || more.length > 0) throw new KubectlError(`Invalid argument syntax ${part}, expected <resource>=<value>`);
      if (parseQuantity(amount) === undefined) throw new KubectlError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
      return [name, amount] as const;
    }),
  );
}
