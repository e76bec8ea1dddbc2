import { controllerOf, type KubeObject } from '#engine/kinds/object.ts';
import { writeAnnotations, writePairs, type Layout } from './layout.ts';

/** `Name` and, for kinds that live in one, `Namespace`. */
export function writeName(layout: Layout, { metadata }: KubeObject): void {
  layout.write(0, `Name:\t${metadata.name}`);
  if (metadata.namespace !== undefined) layout.write(0, `Namespace:\t${metadata.namespace}`);
}

export function writeLabelsAndAnnotations(layout: Layout, { metadata }: KubeObject): void {
  writePairs(layout, 'Labels', metadata.labels);
  writeAnnotations(layout, 'Annotations', metadata.annotations);
}

/** The lines with which most descriptions begin. */
export function writeHeading(layout: Layout, object: KubeObject): void {
  writeName(layout, object);
  writeLabelsAndAnnotations(layout, object);
}

/** `Controlled By:  Deployment/shop`, where there is a controller. */
export function writeController(layout: Layout, object: KubeObject): void {
  const owner = controllerOf(object);
  if (owner !== undefined) layout.write(0, `Controlled By:\t${owner.kind}/${owner.name}`);
}
