import { useReasons } from '../why/useReasons.ts';
import { useApp, useT } from '../store/store.ts';
import type { ObjectKey } from '#engine/kinds/object.ts';
import { shortNameOf } from './model/objectKeys.ts';
import type { StageModel } from './model/stageModel.ts';

/** On a phone the nearest reason is said under the picture; the inspector is another tab. */
export function PhoneReason({ model }: { readonly model: StageModel }) {
  const selected = useApp((state) => state.selected);
  const target = selected ?? model.sets.find(({ exists }) => exists)?.key;
  return target === undefined ? null : <ReasonFor target={target} />;
}

function ReasonFor({ target }: { readonly target: ObjectKey }) {
  const t = useT();
  const say = useApp((state) => state.say);
  const showPhoneTab = useApp((state) => state.showPhoneTab);
  const [first, ...rest] = useReasons(target);
  const reason = [first, ...rest].find((candidate) => candidate?.kind === 'wait') ?? first;
  return (
    <div className="phone-reason">
      <p>
        {reason === undefined ? (
          <>
            <b>{shortNameOf(target)}</b> {t('why.calmText')}
          </>
        ) : (
          say(reason)
        )}
      </p>
      <button type="button" onClick={() => showPhoneTab('inspector')}>
        {t('why.details')}
      </button>
    </div>
  );
}
