import type { Process } from './process.ts';

/** What TAB asks of the program whose arguments are being typed. */
export interface CompletionRequest {
  /** The shell in which a person types: its machine, directory, environment and kernel. */
  readonly process: Process;
  /** The words of the command so far, quotes removed, the command's name first. */
  readonly words: readonly string[];
  /** The word to complete: what is typed of it, '' for a new one. It is the last of `words`. */
  readonly current: string;
}

export interface CompletionCandidate {
  /** The whole word that would stand there. */
  readonly text: string;
  /** Shown behind the word when several are listed. */
  readonly description?: string;
}

export interface CompletionAnswer {
  /** The shell leaves out those that do not begin with the word, and lists them sorted. */
  readonly candidates: readonly CompletionCandidate[];
  /** No blank after a single candidate: more of the word may follow (`pod/`). */
  readonly noSpace?: boolean;
  /** When there is no candidate, complete file names, as bash's default does. */
  readonly filesInstead?: boolean;
}

/** Completes the arguments of one program. Undefined: this program has nothing to say, complete file names. */
export type Completer = (request: CompletionRequest) => CompletionAnswer | undefined;
