import type { AppStore } from '../store/store.ts';
import { isProgress, openText } from './openText.ts';
import { parseRecords } from './records.ts';

/** Takes files that were dropped and are for the lessons. Files of progress go to the teacher's sheet, all at once. */
export async function bringLesson(store: AppStore, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const progress = files.filter(({ text }) => isProgress(text));
  if (progress.length > 0) {
    store.getState().addToClass(progress.map(({ name, text }) => ({ file: name, records: parseRecords(text) })));
    store.getState().goTo('lessons');
    return;
  }
  const [first] = files;
  if (first !== undefined) await openText(store, first.name, first.text);
}
