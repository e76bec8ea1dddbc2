import type { ConfigMap } from '#engine/kinds/configMap.ts';
import { base64Size } from '../base64Size.ts';
import { byCodeUnit } from '../json.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeHeading } from './heading.ts';

/** k8s: describe ConfigMapDescriber */
export const describeConfigMap: Describer<ConfigMap> = (layout, configMap, context) => {
  const { data = {}, binaryData = {} } = configMap;
  writeHeading(layout, configMap);
  layout.write(0, '\nData\n====');
  for (const key of Object.keys(data).toSorted(byCodeUnit)) layout.write(0, `${key}:\n----\n${data[key] ?? ''}\n`);
  layout.write(0, '\nBinaryData\n====');
  for (const key of Object.keys(binaryData).toSorted(byCodeUnit)) layout.write(0, `${key}: ${base64Size(binaryData[key] ?? '')} bytes`);
  layout.write(0, '');
  writeOwnEvents(layout, context);
};
