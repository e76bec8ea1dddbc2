import { ApiError, type Status } from '#engine/api/errors.ts';

/** How an error of ours is framed. */
export interface ErrorOptions {
  /** The exit code; 1 unless told. */
  readonly code?: number;
  /** The text stands alone: no `error: ` in front. */
  readonly bare?: boolean;
}

/** A refusal of kubectl itself (not of the API server): printed as `error: <message>`. */
export class KubectlError extends Error {
  override readonly name = 'KubectlError';
  readonly code: number;
  readonly bare: boolean;

  constructor(message: string, options: ErrorOptions = {}) {
    super(message);
    this.code = options.code ?? 1;
    this.bare = options.bare ?? false;
  }
}

/** A printer that failed half way: what it wrote before belongs on stdout. */
export class PrintFailure extends KubectlError {
  readonly stdout: string;

  constructor(stdout: string, message: string) {
    super(message);
    this.stdout = stdout;
  }
}

/** Several failures of one command, each on a line of its own. k8s: utilerrors.Aggregate */
export class KubectlErrors extends Error {
  override readonly name = 'KubectlErrors';
  readonly errors: readonly unknown[];

  constructor(errors: readonly unknown[]) {
    super(errors.map((error) => String(error)).join('\n'));
    this.errors = errors;
  }
}

/** Ends the command with a code when everything has been said already. */
export class SilentExit extends Error {
  override readonly name = 'SilentExit';
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/** Throws what has been gathered: nothing, the one error, or all of them. */
export function throwAll(errors: readonly unknown[]): void {
  const [only] = errors;
  if (errors.length === 1) throw only;
  if (errors.length > 1) throw new KubectlErrors(errors);
}

/** k8s: cmdutil AddSourceToErr. Says from which file the object came that the server refused. */
export function withSource(verb: string, source: string | undefined, error: unknown): unknown {
  if (source === undefined || source === '') return error;
  if (error instanceof ApiError) {
    return new ApiError({ ...error.status, message: `error when ${verb} "${source}": ${error.status.message ?? ''}` });
  }
  if (error instanceof KubectlError) return new KubectlError(`error when ${verb} "${source}": ${error.message}`, { code: error.code });
  return error;
}

/** The text on stderr and the exit code of a failure; undefined when the error is a fault of our own. */
export function reportError(error: unknown): { readonly text: string; readonly code: number } | undefined {
  if (error instanceof SilentExit) return { text: '', code: error.code };
  if (error instanceof KubectlErrors) return reportMany(error.errors);
  if (error instanceof ApiError) return { text: `${apiErrorText(error)}\n`, code: 1 };
  if (error instanceof KubectlError) {
    const text = error.bare || error.message.startsWith('error: ') ? error.message : `error: ${error.message}`;
    return { text: text === '' || text.endsWith('\n') ? text : `${text}\n`, code: error.code };
  }
  return undefined;
}

function reportMany(errors: readonly unknown[]): { readonly text: string; readonly code: number } | undefined {
  const [only] = errors;
  // One is taken out of its aggregate, but only out of one.
  if (errors.length === 1 && !(only instanceof KubectlErrors)) return reportError(only);
  const texts = (only instanceof KubectlErrors && errors.length === 1 ? only.errors : errors).map(messageOf);
  return texts.includes(undefined) ? undefined : { text: texts.map((text) => `${text ?? ''}\n`).join(''), code: 1 };
}

/** k8s: cmdutil messageForError. Without the `error: ` of a single failure. */
export function messageOf(error: unknown): string | undefined {
  if (error instanceof ApiError) return serverText(error.status);
  if (error instanceof KubectlErrors) return aggregateText(error);
  if (error instanceof KubectlError) return error.message;
  return undefined;
}

/** Equal messages are told once; several stand between brackets. k8s: utilerrors.Aggregate Error */
function aggregateText({ errors }: KubectlErrors): string {
  const texts = [...new Set(errors.map((error) => (error instanceof ApiError ? (error.status.message ?? '') : (messageOf(error) ?? String(error)))))];
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
}

/** k8s: cmdutil checkErr. An Invalid answer is told by kind, name and causes, the others by reason. */
function apiErrorText(error: ApiError): string {
  return error.reason === 'Invalid' ? invalidText(error.status) : serverText(error.status);
}

function serverText(status: Status): string {
  if (status.reason === 'Unauthorized') return `error: You must be logged in to the server (${status.message ?? ''})`;
  if (status.reason === undefined || status.reason === '') return `Error from server: ${status.message ?? ''}`;
  return `Error from server (${status.reason}): ${status.message ?? ''}`;
}

function invalidText(status: Status): string {
  const { details } = status;
  if (details === undefined) return 'The request is invalid';
  const isNamed = (details.kind ?? '') !== '' || (details.name ?? '') !== '';
  const causes = [...new Set((details.causes ?? []).map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`))];
  const head = isNamed ? `The ${details.kind ?? ''} "${details.name ?? ''}" is invalid` : 'The request is invalid';
  if (causes.length === 0) return isNamed || (status.message ?? '') === '' ? head : `${head}: ${status.message ?? ''}`;
  if (causes.length === 1) return `${head}: ${causes[0] ?? ''}`;
  return [`${head}: `, ...causes.map((cause) => `* ${cause}`)].join('\n');
}
