import type { ReasonSentences } from './reasonSentences.ts';

const modules = import.meta.glob<Readonly<Record<string, unknown>>>(['../../session/why/*.ts', '!**/*.test.ts'], { eager: true });

/** The sentences of every actor, from all files of `session/why`. */
export const allReasons: ReasonSentences = Object.assign({}, ...Object.values(modules).flatMap((module) => Object.values(module).filter((value) => typeof value === 'object'))) as ReasonSentences;
