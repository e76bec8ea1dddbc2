import { useEffect, useRef, useState } from 'react';
import { useApp, useT } from '../store/store.ts';
import { narrate } from './narrate.ts';
import type { StageModel } from './model/stageModel.ts';

/** How long changes are gathered before they are said, in real milliseconds: one sentence, not a stutter. */
const GATHER_MS = 800;

/** Says what changes on the stage, for those who hear it. */
export function Narrator({ model }: { readonly model: StageModel }) {
  const t = useT();
  const session = useApp((state) => state.session);
  const said = useRef({ session, model });
  const pending = useRef(0);
  const [sentence, setSentence] = useState('');

  useEffect(() => {
    if (said.current.session !== session) said.current = { session, model };
    if (pending.current !== 0) return;
    pending.current = window.setTimeout(() => {
      pending.current = 0;
      const sentences = narrate(t, said.current.model, latest.current);
      said.current = { session, model: latest.current };
      if (sentences.length > 0) setSentence(sentences.join(' '));
    }, GATHER_MS);
  }, [t, session, model]);

  const latest = useRef(model);
  useEffect(() => {
    latest.current = model;
  });
  useEffect(() => () => window.clearTimeout(pending.current), []);

  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {sentence}
    </p>
  );
}
