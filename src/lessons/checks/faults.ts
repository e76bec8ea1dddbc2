import type { ActiveFault, Fault } from '#engine/faults.ts';
import { oneOf, optional, text, truth } from '../format/shape.ts';
import { definePredicate, yesOrNo } from './definition.ts';

const LASTING = ['not-ready', 'slow-start', 'bad-image', 'power', 'network', 'pressure', 'provisioner', 'volume-full', 'dns', 'api-latency', 'delete-pod', 'crash'] as const satisfies readonly Fault['fault'][];

export const faultCheck = definePredicate<'fault'>({
  name: 'fault',
  fields: { fault: oneOf(...LASTING), about: optional(text({ most: 253 })), active: truth },
  read: ({ fault, about, active }, { view }) => ({
    ...yesOrNo(view.faults.some((each) => isIt(each, fault, about)) === active),
    key: active ? `fault.${fault}` : 'fault.over',
    params: { fault, name: about ?? '' },
  }),
});

function isIt(active: ActiveFault, fault: Fault['fault'], about: string | undefined): boolean {
  return active.fault.fault === fault && (about === undefined || active.about?.name === about || ('image' in active.fault && active.fault.image === about));
}
