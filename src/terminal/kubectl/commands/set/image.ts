import type { Container, PodSpec } from '#engine/kinds/pod.ts';
import { boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, RECORD_FLAG } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { NO_RESOURCES, parsePairs, splitChanges } from '../../pairs.ts';
import { podTemplateOf, withPodSpec } from '../../podSpec.ts';
import { findTargets } from '../../resources/targets.ts';
import { createReport } from '../../results.ts';
import { formToChange } from '../../typedForm.ts';
import { changeEach } from '../../workloadChange.ts';
import { refuseOther } from './templateOnly.ts';

/** k8s: kubectl set image */
export const setImage = defineKubectl({
  path: ['set', 'image'],
  usage: '(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  short: 'Update the image of a pod template',
  long: 'Update existing container image(s) of resources.\n\n Possible resources include (case insensitive):\n\n  pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)',
  examples: `# Set the image of the container nginx
kubectl set image sts/web nginx=nginx:1.26

# Set the image of all containers
kubectl set image sts web *=nginx:1.26`,
  flags: {
    all: boolFlag('Select all resources, in the namespace of the specified resource types'),
    ...DRY_RUN_FLAG,
    ...FIELD_MANAGER_FLAG('kubectl-set'),
    ...FILENAME_FLAGS('identifying the resource to get from a server.'),
    local: boolFlag('If true, set image will NOT contact api-server but run locally.'),
    ...OUTPUT_FLAGS,
    ...RECORD_FLAG,
    ...LABEL_SELECTOR_FLAG,
  },
  fieldManager: 'kubectl-set',
  *run(context) {
    const { flags } = context;
    const { resources, changes } = splitChanges(context.args, 'image');
    const { set: images } = parsePairs(changes, 'image', false);
    const dryRun = dryRunOf(context);
    const { infos, errors } = yield* findTargets(context, { args: resources, files: flags, isLocal: flags.local, all: flags.all, labelSelector: flags.selector });
    throwAll(errors);
    if (flags.all && flags.selector !== '') throw new KubectlError('cannot set --all and --selector at the same time');
    if (resources.length === 0 && flags.filename.length === 0) throw new KubectlError(NO_RESOURCES);
    if (images.size === 0) throw new KubectlError('at least one image update is required');
    if (images.size > 1 && images.has('*')) throw new KubectlError('all containers are already specified by *, but saw more than one container_name=container_image pairs');
    const options = { dryRun: flags.local ? ('client' as const) : dryRun, operation: 'image updated', report: createReport(context, flags, dryRun, { isTyped: true }), failure: 'failed to patch image update to pod template' };
    throwAll(
      changeEach(context, infos, options, (info) => {
        if (podTemplateOf(info.object) === undefined) throw refuseOther(info, flags.local);
        return withPodSpec(formToChange(info.object, flags.local), (spec) => withImages(spec, images));
      }),
    );
  },
});

function withImages(spec: PodSpec, images: ReadonlyMap<string, string>): PodSpec {
  let changed = spec;
  for (const [name, image] of images) {
    const isMeant = (container: Container) => name === '*' || container.name === name;
    const all = [...(spec.initContainers ?? []), ...spec.containers];
    if (!all.some(isMeant)) throw new KubectlError(`error: unable to find container named "${name}"`);
    const set = (container: Container) => (isMeant(container) ? { ...container, image } : container);
    changed = {
      ...changed,
      ...(changed.initContainers === undefined ? {} : { initContainers: changed.initContainers.map(set) }),
      containers: changed.containers.map(set),
    };
  }
  return changed;
}
