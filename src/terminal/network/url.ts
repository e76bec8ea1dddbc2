/** The parts of a URL that a client needs. */
export interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** With the query; begins with a slash. */
  readonly path: string;
  /** As it goes into the Host header: without a default port. */
  readonly authority: string;
}

const USUAL_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21, telnet: 23 };

/** Reads `host`, `host:port/path`, `http://…`; undefined when there is no host, or the port is no number, or there are blanks. */
export function parseUrl(text: string): Url | undefined {
  const match = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):\/\/)?(?:[^/@?#]*@)?(\[[^\]/]*\]|[^/?#:]*)(?::([^/?#]*))?([^#]*)/.exec(text);
  const host = match?.[2] ?? '';
  if (match === null || host === '' || /\s/.test(text)) return undefined;
  const scheme = (match[1] ?? 'http').toLowerCase();
  const usual = USUAL_PORTS[scheme] ?? 80;
  if (match[3] !== undefined && !/^\d{0,5}$/.test(match[3])) return undefined;
  const port = match[3] === undefined || match[3] === '' ? usual : Number(match[3]);
  if (port > 65_535) return undefined;
  const rest = match[4] ?? '';
  return { scheme, host, port, path: rest === '' ? '/' : rest.startsWith('/') ? rest : `/${rest}`, authority: port === usual ? host : `${host}:${port}` };
}
