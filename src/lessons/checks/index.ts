import type { Predicate, PredicateName } from './definition.ts';
import { askedCheck, dnsCheck } from './dns.ts';
import { faultCheck } from './faults.ts';
import { incarnationsCheck, neverFewerReadyCheck, neverTwoCheck } from './lives.ts';
import { conditionCheck, fieldCheck, objectCheck, objectsCheck, sameFieldsCheck } from './objects.ts';
import { orderCheck, togetherCheck } from './order.ts';
import { directoryCheck, fileCheck, insidePodCheck, terminalsCheck } from './places.ts';
import { podStatusCheck, readyCheck, revisionCheck, revisionsCheck } from './pods.ts';
import { endedCheck, eventCheck, requestCheck, whyCheck } from './records.ts';
import { changedCheck, keptCheck } from './thenAndNow.ts';
import { httpCheck, pingCheck } from './traffic.ts';

/** The catalogue: every question that a lesson may ask, by name. */
export const predicates: { readonly [Name in PredicateName]: Predicate<Name> } = {
  ready: readyCheck,
  object: objectCheck,
  objects: objectsCheck,
  field: fieldCheck,
  sameFields: sameFieldsCheck,
  condition: conditionCheck,
  podStatus: podStatusCheck,
  revision: revisionCheck,
  revisions: revisionsCheck,
  changed: changedCheck,
  kept: keptCheck,
  order: orderCheck,
  together: togetherCheck,
  incarnations: incarnationsCheck,
  neverTwo: neverTwoCheck,
  neverFewerReady: neverFewerReadyCheck,
  event: eventCheck,
  why: whyCheck,
  request: requestCheck,
  dns: dnsCheck,
  asked: askedCheck,
  ping: pingCheck,
  http: httpCheck,
  file: fileCheck,
  insidePod: insidePodCheck,
  directory: directoryCheck,
  fault: faultCheck,
  ended: endedCheck,
  terminals: terminalsCheck,
};
