import { utf8Length } from '#engine/core/utf8.ts';
import type { Process } from '../../process/process.ts';
import { unescapeEcho } from '../../shell/escapes.ts';
import { redirectOf, responseHead, type Transfer } from './transfer.ts';

/** `-w`: a format with %{variables}. */
export function writeOut(process: Process, format: string | undefined, transfer: Transfer): void {
  if (format === undefined) return;
  const values = valuesOf(process, transfer);
  const text = format.replaceAll(/%%|%\{([\w]+)\}/g, (whole, name: string | undefined) => {
    if (name === undefined) return whole.slice(1);
    const value = values[name];
    if (value === undefined) process.err(`curl: unknown --write-out variable: '${name}'\n`);
    return value ?? '';
  });
  process.out(unescapeEcho(text).text);
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
    filename_effective: '',
    exitcode: String(code),
    errormsg: error ?? '',
    urlnum: '0',
    stderr: '',
    stdout: '',
  };
}
