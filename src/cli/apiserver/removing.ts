import type { Kind } from '#engine/kinds/kind.ts';
import { wantedForm } from './accept.ts';
import { keyOf, listSelection, mustFind } from './selection.ts';
import { json, type Answer, type Call } from './served.ts';
import { shownList, shownObject } from './shown.ts';
import { deleteOptions } from './writeOptions.ts';

/** DELETE of one object: the object as long as it is there, a Success once it is gone. k8s: delete.go */
export function deleteAnswer(call: Call, kind: Kind): Answer {
  const { as } = wantedForm(call.accept);
  const options = deleteOptions(call);
  const before = mustFind(call, kind);
  const left = call.api.delete(keyOf(call, kind), options);
  if (left !== undefined || kind.kind === 'Pod') return json(shownObject(call, kind, left ?? before, as));
  const { name, uid } = before.metadata;
  const details = { name, ...(kind.group === '' ? {} : { group: kind.group }), kind: kind.plural, uid };
  return json({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}

/** DELETE of all that a selector picks. */
export function deleteCollectionAnswer(call: Call, kind: Kind): Answer {
  const options = deleteOptions(call);
  const gone = call.api.deleteCollection(kind.kind, listSelection(call), options);
  return json(shownList(call, kind, gone, { resourceVersion: String(call.served.cluster.api.resourceVersion()) }, undefined));
}

