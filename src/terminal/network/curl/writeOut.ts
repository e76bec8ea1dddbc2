import { utf8Length } from '#engine/core/utf8.ts';
import type { Process } from '../../process/process.ts';
import { unescapeEcho } from '../../shell/escapes.ts';
import { redirectOf, responseHead, type Transfer } from './transfer.ts';
import { versionText } from './version.ts';

/** `-w`: a format with %{variables}; `%{stderr}` and `%{stdout}` say where what follows goes. */
export function writeOut(process: Process, format: string | undefined, transfer: Transfer, toFile?: string): void {
  if (format === undefined) return;
  const values = { ...valuesOf(process, transfer), filename_effective: toFile ?? '' };
  let write = process.out;
  for (const piece of format.split(/(%%|%\{\w+\}|%header\{[^}]*\})/)) {
    const name = /^%\{(\w+)\}$/.exec(piece)?.[1];
    const header = /^%header\{([^}]*)\}$/.exec(piece)?.[1];
    if (name === 'stderr') write = process.err;
    else if (name === 'stdout') write = process.out;
    else if (piece === '%%') write('%');
    else if (header !== undefined) write(transfer.response?.headers.find(([each]) => each.toLowerCase() === header.toLowerCase())?.[1] ?? '');
    else if (name === 'json') write(jsonOf(process, values));
    else if (name === 'header_json') write(headerJson(transfer));
    else if (name !== undefined && !(name in values)) process.err(`curl: unknown --write-out variable: '${name}'\n`);
    else write(name === undefined ? unescapeEcho(piece).text : (values[name as keyof typeof values] ?? ''));
  }
}

const NUMBERS = /^(exitcode|http_(code|connect)|response_code|local_port|remote_port|num_|proxy_ssl|ssl_verify|size_|speed_|urlnum)/;

/** `%{json}`: all variables, in the order of their names. */
function jsonOf(process: Process, values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries({ ...values, ftp_entry_path: '', num_certs: '0', proxy_ssl_verify_result: '0', referer: '' })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${JSON.stringify(name)}:${name.startsWith('time_') ? value : NUMBERS.test(name) ? String(Number(value)) : value === '' ? 'null' : JSON.stringify(value)}`);
  return `{"certs":"",${pairs.join(',')},"curl_version":${JSON.stringify(versionText(process).split('\n')[0]?.split(') ')[1] ?? '')}}`;
}

/** `%{header_json}`: every header of the answer with a list of its values. */
function headerJson({ response }: Transfer): string {
  const names = [...new Set((response?.headers ?? []).map(([name]) => name.toLowerCase()))];
  const lines = names.map((name) => `${JSON.stringify(name)}:${JSON.stringify((response?.headers ?? []).flatMap(([each, value]) => (each.toLowerCase() === name ? [value] : [])))}`);
  return `{${lines.join(',\n')}\n}`;
}

function valuesOf({ machine }: Process, transfer: Transfer): Readonly<Record<string, string>> {
  const { response, url, lookupMs, connectMs, totalMs, remoteIp, code, error, method, redirects, requestBytes } = transfer;
  const seconds = (ms: number) => (ms / 1000).toFixed(6);
  const status = String(response?.status ?? 0).padStart(3, '0');
  const size = utf8Length(response?.body ?? '');
  const next = response === undefined ? undefined : redirectOf(response, url);
  const effective = (at: typeof url) => `${at.scheme}://${at.authority}${at.path}`;
  return {
    http_code: status,
    response_code: status,
    http_connect: '000',
    http_version: response === undefined ? '0' : '1.1',
    method,
    scheme: url.scheme.toUpperCase(),
    size_download: String(size),
    size_upload: '0',
    size_header: String(response === undefined ? 0 : utf8Length(responseHead(response))),
    size_request: String(requestBytes),
    speed_download: String(totalMs === 0 ? 0 : Math.round((size * 1000) / totalMs)),
    speed_upload: '0',
    time_total: seconds(totalMs),
    time_connect: seconds(connectMs === 0 ? 0 : lookupMs + connectMs),
    time_appconnect: seconds(0),
    time_namelookup: seconds(lookupMs),
    time_pretransfer: seconds(response === undefined ? 0 : lookupMs + connectMs),
    time_redirect: seconds(0),
    time_starttransfer: seconds(response === undefined ? 0 : totalMs),
    remote_ip: remoteIp,
    remote_port: remoteIp === '' ? '0' : String(url.port),
    local_ip: remoteIp === '' ? '' : (machine.host.ip ?? '127.0.0.1'),
    local_port: remoteIp === '' ? '0' : '41234',
    url: effective(url),
    url_effective: effective(url),
    redirect_url: next === undefined ? '' : effective(next),
    content_type: response?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '',
    num_redirects: String(redirects),
    num_connects: response === undefined ? '0' : '1',
    num_headers: String(response?.headers.length ?? 0),
    ssl_verify_result: '0',
    exitcode: String(code),
    errormsg: error ?? '',
    urlnum: '0',
  };
}
