/**
 * - `command`: the command fails, the shell goes on.
 * - `discard`: everything up to the next line read is given up.
 * - `readonly`, `unset`, `fatal`: a shell that is not interactive ends.
 */
export type ShellErrorKind = 'command' | 'discard' | 'readonly' | 'unset' | 'fatal';

/** A mistake of the person's met while words are expanded or values stored. The message is the shell's, without its prefix. */
export class ShellError extends Error {
  override readonly name = 'ShellError';
  readonly kind: ShellErrorKind;
  readonly status: number;
  constructor(message: string, { kind = 'discard', status = 1 }: { readonly kind?: ShellErrorKind; readonly status?: number } = {}) {
    super(message);
    this.kind = kind;
    this.status = status;
  }
}
