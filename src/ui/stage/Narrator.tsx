import { useEffect, useState } from 'react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { createNarrator } from './narrate.ts';
import type { StageModel } from './model/stageModel.ts';

/** How long changes are gathered before they are said, in real milliseconds: one sentence, not a stutter. */
const GATHER_MS = 800;

/** Says what changes on the stage, for those who hear it. */
export function Narrator({ model }: { readonly model: StageModel }) {
  const t = useT();
  const store = useAppStore();
  const session = useApp((state) => state.session);
  const [narrator] = useState(createNarrator);
  const [sentence, setSentence] = useState('');

  useEffect(() => narrator.see(session, model), [narrator, session, model]);

  useEffect(() => {
    const timer = window.setInterval(() => {
      const said = narrator.say(store.getState().t, store.getState().verbosity);
      if (said !== '') setSentence(said);
    }, GATHER_MS);
    return () => window.clearInterval(timer);
  }, [narrator, store]);

  return (
    <output className="visually-hidden" aria-label={t('narrate.title')}>
      {sentence}
    </output>
  );
}
