import type { EndpointAddress, Endpoints } from '#engine/kinds/endpoints.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeHeading } from './heading.ts';

/** k8s: describe describeEndpoints */
export const describeEndpoints: Describer<Endpoints> = (layout, object, context) => {
  writeHeading(layout, object);
  layout.write(0, 'Subsets:');
  for (const { addresses, notReadyAddresses, ports = [] } of object.subsets ?? []) {
    layout.write(1, `Addresses:\t${addressesText(addresses)}`);
    layout.write(1, `NotReadyAddresses:\t${addressesText(notReadyAddresses)}`);
    if (ports.length > 0) {
      layout.write(1, 'Ports:');
      layout.write(2, 'Name\tPort\tProtocol');
      layout.write(2, '----\t----\t--------');
      for (const { name = '', port = 0, protocol = '' } of ports) layout.write(2, `${name === '' ? '<unset>' : name}\t${port}\t${protocol}`);
    }
    layout.write(0, '');
  }
  writeOwnEvents(layout, context);
};

function addressesText(addresses: readonly EndpointAddress[] | undefined): string {
  const text = (addresses ?? []).map(({ ip }) => ip).join(',');
  return text === '' ? '<none>' : text;
}
