import type { WatchEvent } from '#engine/api/api.ts';
import type { Wait } from '../../../process/process.ts';
import { anyOf, sleep } from '../../../process/waits.ts';
import { boolFlag, durationFlag, FILENAME_FLAGS, intFlag, LABEL_SELECTOR_FLAG } from '../../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { createMailbox } from '../../mailbox.ts';
import { keyOf, type Info } from '../../resources/info.ts';
import { checkHasStatus, rolloutStatus } from '../../rollout/status.ts';
import { rolloutTargets } from './targets.ts';

const FLAGS = {
  ...FILENAME_FLAGS('identifying the resource to get from a server.'),
  revision: intFlag('Pin to a specific revision for showing its status. Defaults to 0 (last revision).', 0),
  ...LABEL_SELECTOR_FLAG,
  timeout: durationFlag('The length of time to wait before ending watch, zero means never. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h).', 0),
  watch: boolFlag('Watch the status of the rollout until it\'s done.', { default: true, short: 'w' }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl rollout status */
export const rolloutStatusCommand = defineKubectl({
  path: ['rollout', 'status'],
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'Show the status of the rollout',
  long: "Show the status of the rollout.\n\n By default 'rollout status' will watch the status of the latest rollout until it's done. If you don't want to wait for the rollout to finish then you can use --watch=false. Note that if a new rollout starts in-between, then 'rollout status' will continue watching the latest revision. If you want to pin to a specific revision and abort if it is rolled over by another revision, use --revision=N where N is the revision you need to watch for.",
  examples: `# Watch the rollout status of a set
kubectl rollout status sts/web`,
  flags: FLAGS,
  interrupt: 'fail',
  *run(context) {
    const { infos, errors } = yield* rolloutTargets(context, context.flags);
    throwAll(errors);
    if (infos.length === 0) context.err(`No resources found in ${context.namespace} namespace.\n`);
    const failures: unknown[] = [];
    for (const info of infos) {
      try {
        checkHasStatus(info.resource);
        yield* follow(context, info);
      } catch (error) {
        if (!(error instanceof KubectlError)) throw error;
        failures.push(error);
      }
    }
    throwAll(failures);
  },
});

/** One line for each look: at first, then at each change. */
function* follow(context: Context, info: Info): Generator<Wait, void, void> {
  const { flags, process } = context;
  const key = keyOf(info);
  const mailbox = createMailbox<WatchEvent>('a change');
  const stop = context.api.watch(key.kind, {
    ...(key.namespace === undefined ? {} : { namespace: key.namespace }),
    fieldSelector: `metadata.name=${key.name}`,
    onEvent: mailbox.push,
  });
  const endAtMs = flags.timeout > 0 ? process.kernel.now() + flags.timeout : Infinity;
  try {
    let object = info.object;
    for (;;) {
      const { text, isDone } = rolloutStatus(object, flags.revision);
      context.out(`${text}\n`);
      if (isDone || !flags.watch) return;
      const event = yield* next(context, mailbox, endAtMs);
      if (event.type === 'DELETED') throw new KubectlError('object has been deleted');
      object = event.object;
    }
  } finally {
    stop();
  }
}

function* next(context: Context, mailbox: ReturnType<typeof createMailbox<WatchEvent>>, endAtMs: number): Generator<Wait, WatchEvent, void> {
  const { kernel } = context.process;
  for (;;) {
    const event = mailbox.take();
    if (event !== undefined) return event;
    if (kernel.now() >= endAtMs) throw new KubectlError('timed out waiting for the condition');
    yield endAtMs === Infinity ? mailbox.arrived : anyOf(mailbox.arrived, sleep(endAtMs - kernel.now()));
  }
}
