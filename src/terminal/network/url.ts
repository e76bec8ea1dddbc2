/** The parts of an http URL that a client needs. */
export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** With the query; begins with a slash. */
  readonly path: string;
  /** As it goes into the Host header: without a default port. */
  readonly authority: string;
}

/** Reads `host`, `host:port/path`, `http://…`; undefined when there is no host or the port is no number. */
export function parseUrl(text: string): Url | undefined {
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(?:[^/@?#]*@)?([^/?#:]*)(?::([^/?#]*))?([^#]*)/.exec(text);
  if (match === null || match[2] === undefined || match[2] === '') return undefined;
  const scheme = (match[1] ?? 'http').toLowerCase();
  const usual = scheme === 'https' ? 443 : 80;
  if (match[3] !== undefined && !/^\d{1,5}$/.test(match[3])) return undefined;
  const port = match[3] === undefined ? usual : Number(match[3]);
  if (port > 65_535) return undefined;
  const rest = match[4] ?? '';
  return {
    scheme,
    host: match[2],
    port,
    path: rest === '' ? '/' : rest.startsWith('/') ? rest : `/${rest}`,
    authority: port === usual ? match[2] : `${match[2]}:${port}`,
  };
}
