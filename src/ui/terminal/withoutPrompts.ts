/**
 * Pasted text as it would have been typed: the prompts that a tutorial prints before its commands are taken off, those of
 * shells (`[root@node dir]# `, `$ `, `/ # `) and of databases' clients. Nothing that could have been typed goes: a
 * comment stays a comment, and what lies in a here-document is left as it is.
 *
 * `# ` alone is a root's prompt or a comment. It counts as a prompt only before what prose does not look like: a command
 * of the usual ones with an operator of the shell behind it.
 */
export function withoutPrompts(text: string): string {
  let hereDocument: HereDocument | undefined;
  /** The line before had a prompt: `> ` goes on with its command. */
  let isPrompted = false;
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      if (hereDocument !== undefined) {
        const body = bodyLine(line, hereDocument);
        hereDocument = body.trim() === hereDocument.end ? undefined : { ...hereDocument, isPrompted: body !== line };
        return body;
      }
      const command = commandOf(line, isPrompted);
      isPrompted = command !== line;
      const end = /<<-?\s*(['"]?)([A-Za-z_]\w*)\1/.exec(command)?.[2];
      if (end !== undefined && !command.includes('<<<')) hereDocument = { end, isPrompted };
      return command;
    })
    .join('\n');
}

interface HereDocument {
  readonly end: string;
  /** Its lines so far came with `> `. */
  readonly isPrompted: boolean;
}

/** A line of a here-document, or its end, without the `> ` that the shell showed before it. */
function bodyLine(line: string, { isPrompted }: HereDocument): string {
  return isPrompted ? line.replace(/^> ?/, '') : line;
}

const PROMPTS: readonly RegExp[] = [
  // [root@centos7k8s1 deploy]#
  /^\s*\[[\w.-]+@[\w.-]+ [^\]]*\][#$] ?/,
  // root@web-0:/#
  /^\s*[\w.-]+@[\w.-]+:[~/]\S*[#$] /,
  // `/ # ` and `~ $ ` of busybox
  /^\s*(?:\/\S*|~\S*) [#$] /,
  /^\s*(?:ba)?sh-\d+\.\d+[#$] /,
  /^\s*\$ /,
  /^\s*(?:mysql|MariaDB \[[^\]]*\]|cqlsh(?::\w+)?|mongosh|rs\d+ \[[^\]]*\] \w+)> /,
  // redis
  /^\s*\d+\.\d+\.\d+\.\d+:\d+(?:\[\d+\])?> /,
  // psql
  /^\s*\w+(?:=|-|\()[#>] /,
];

function commandOf(line: string, isPrompted: boolean): string {
  const prompt = PROMPTS.find((pattern) => pattern.test(line));
  if (prompt !== undefined) return line.replace(prompt, '');
  if (isPrompted && /^(?:>|\s+->) /.test(line)) return line.replace(/^(?:>|\s+->) /, '');
  const behind = /^# (.*)$/.exec(line)?.[1];
  return behind !== undefined && isCommandLine(behind) ? behind : line;
}

const USUAL_COMMANDS = new Set(['kubectl', 'while', 'for', 'until', 'if', 'cat', 'echo', 'curl', 'cd', 'ls', 'export', 'mkdir', 'docker', 'ssh', 'vim', 'vi', 'sed', 'grep', 'awk', 'wget', 'ping', 'nslookup', 'dig', 'helm', 'systemctl', 'yum', 'apt', 'apt-get', 'tee', 'printf']);

function isCommandLine(text: string): boolean {
  const [first = ''] = text.split(/\s/);
  return USUAL_COMMANDS.has(first) && /(?:;\s*do\b.*\bdone\b|;\s*then\b.*\bfi\b|\s(?:\||\|\||&&|>|>>|<<|2>&1)(?:\s|$)|\$\(|\s--?[a-z][\w-]*(?:[ =]|$)|<<)/.test(text);
}
