import type { Wait } from '../../process/process.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { readManifests } from '../manifests/manifests.ts';
import { matchesSelector } from '../manifests/selected.ts';
import type { FilenameFlags } from '../manifests/sources.ts';
import { getInfo, type Info } from './info.ts';
import { flatten, visit, type VisitOptions } from './visit.ts';

/** Which objects a command works on: those of files, or those that arguments and selectors name. */
export interface TargetOptions extends Omit<VisitOptions, 'args'> {
  readonly args: readonly string[];
  readonly files?: FilenameFlags;
  /** `--local`: the objects of the files themselves, without a look at the server. */
  readonly isLocal?: boolean;
  /** What to say when `--local` has no file. */
  readonly localWithoutFile?: string;
}

/** Stored objects, and why others are missing. */
export interface Targets {
  readonly infos: readonly Info[];
  readonly errors: readonly unknown[];
  readonly isSingle: boolean;
}

const LOCAL_WITHOUT_FILE = "you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'";

/** Finds the stored objects. k8s: resource.Builder with Latest and Flatten */
export function* findTargets(context: KubectlContext, options: TargetOptions): Generator<Wait, Targets, void> {
  const { files, args, isLocal = false } = options;
  if (files === undefined || (files.filename.length === 0 && files.kustomize === '')) {
    if (isLocal) throw new KubectlError(options.localWithoutFile ?? LOCAL_WITHOUT_FILE);
    const { found, errors, isSingle } = visit(context, options);
    return { infos: flatten(found), errors, isSingle };
  }
  if (args.length > 0) throw new KubectlError('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
  const manifests = yield* readManifests(context, files, { isValidated: false, isPlaced: !isLocal });
  const infos: Info[] = [];
  const errors = [...manifests.errors];
  for (const info of manifests.infos.filter((info) => matchesSelector(info.object, options.labelSelector ?? ''))) {
    try {
      if (isLocal) infos.push(info);
      else infos.push({ ...getInfo(context, info.resource, info.name, info.namespace ?? ''), source: info.source });
    } catch (error) {
      errors.push(error);
    }
  }
  return { infos, errors, isSingle: manifests.infos.length === 1 };
}
