import type { Wait } from '../../process/process.ts';
import { anyOf, sleep } from '../../process/waits.ts';
import { createMailbox } from '../mailbox.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { Resource } from './discovery.ts';
import { keyOf } from './info.ts';

/** An object that is to vanish: one of the same name with another uid does not count. */
export interface Gone {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string;
}

/** Waits for each in turn; those that outlast the time are added to the failures. k8s: kubectl wait IsDeleted */
export function* waitUntilGone(context: KubectlContext, objects: readonly Gone[], timeoutMs: number | undefined, failures: unknown[]): Generator<Wait, void, void> {
  const { kernel } = context.process;
  const endAtMs = timeoutMs === undefined ? Infinity : kernel.now() + timeoutMs;
  for (const object of objects) {
    if (!(yield* isGoneBy(context, object, endAtMs))) {
      failures.push(new KubectlError(`timed out waiting for the condition on ${object.resource.plural}/${object.name}`));
    }
  }
}

function* isGoneBy(context: KubectlContext, object: Gone, endAtMs: number): Generator<Wait, boolean, void> {
  const { kernel } = context.process;
  const key = keyOf(object);
  const mailbox = createMailbox<true>('a deletion');
  const stop = context.api.watch(key.kind, {
    ...(key.namespace === undefined ? {} : { namespace: key.namespace }),
    fieldSelector: `metadata.name=${key.name}`,
    onEvent: () => mailbox.push(true),
  });
  try {
    while (context.api.get(key.kind, key.namespace, key.name)?.metadata.uid === object.uid) {
      if (kernel.now() >= endAtMs) return false;
      while (mailbox.take() !== undefined);
      yield endAtMs === Infinity ? mailbox.arrived : anyOf(mailbox.arrived, sleep(endAtMs - kernel.now()));
    }
    return true;
  } finally {
    stop();
  }
}
