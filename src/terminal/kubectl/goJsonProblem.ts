/** What Go's JSON decoder finds wrong with a text; undefined when it is right. k8s: encoding/json scanner */
export function goJsonProblem(text: string): string | undefined {
  const scanner: Scanner = { text, at: 0 };
  try {
    readValue(scanner, 'looking for beginning of value');
    skipBlanks(scanner);
    if (scanner.at < text.length) fail(scanner, 'after top-level value');
    return undefined;
  } catch (error) {
    if (error instanceof JsonProblem) return error.message;
    throw error;
  }
}

class JsonProblem extends Error {
  override readonly name = 'JsonProblem';
}

interface Scanner {
  readonly text: string;
  at: number;
}

function fail(scanner: Scanner, context: string): never {
  const char = scanner.text[scanner.at];
  if (char === undefined) throw new JsonProblem('unexpected end of JSON input');
  const shown = char === "'" ? `'\\''` : char === '"' ? `'"'` : `'${JSON.stringify(char).slice(1, -1)}'`;
  throw new JsonProblem(`invalid character ${shown} ${context}`);
}

function skipBlanks(scanner: Scanner): void {
  while (/[ \t\r\n]/.test(scanner.text[scanner.at] ?? '')) scanner.at += 1;
}

function readValue(scanner: Scanner, context: string): void {
  skipBlanks(scanner);
  const char = scanner.text[scanner.at] ?? '';
  if (char === '{') readObject(scanner);
  else if (char === '[') readArray(scanner);
  else if (char === '"') readString(scanner);
  else if (char === '-' || /\d/.test(char)) readNumber(scanner);
  else if (char === 't') readWord(scanner, 'true');
  else if (char === 'f') readWord(scanner, 'false');
  else if (char === 'n') readWord(scanner, 'null');
  else fail(scanner, context);
}

function readObject(scanner: Scanner): void {
  scanner.at += 1;
  skipBlanks(scanner);
  if (scanner.text[scanner.at] === '}') {
    scanner.at += 1;
    return;
  }
  for (;;) {
    skipBlanks(scanner);
    if (scanner.text[scanner.at] !== '"') fail(scanner, 'looking for beginning of object key string');
    readString(scanner);
    skipBlanks(scanner);
    if (scanner.text[scanner.at] !== ':') fail(scanner, 'after object key');
    scanner.at += 1;
    readValue(scanner, 'looking for beginning of value');
    skipBlanks(scanner);
    const char = scanner.text[scanner.at];
    if (char !== ',' && char !== '}') fail(scanner, 'after object key:value pair');
    scanner.at += 1;
    if (char === '}') return;
  }
}

function readArray(scanner: Scanner): void {
  scanner.at += 1;
  skipBlanks(scanner);
  if (scanner.text[scanner.at] === ']') {
    scanner.at += 1;
    return;
  }
  for (;;) {
    readValue(scanner, 'looking for beginning of value');
    skipBlanks(scanner);
    const char = scanner.text[scanner.at];
    if (char !== ',' && char !== ']') fail(scanner, 'after array element');
    scanner.at += 1;
    if (char === ']') return;
  }
}

function readString(scanner: Scanner): void {
  scanner.at += 1;
  for (;;) {
    const char = scanner.text[scanner.at];
    if (char === undefined || char < ' ') fail(scanner, 'in string literal');
    scanner.at += 1;
    if (char === '"') return;
    if (char === '\\') {
      if (!/["\\/bfnrtu]/.test(scanner.text[scanner.at] ?? '')) fail(scanner, 'in string escape code');
      scanner.at += 1;
    }
  }
}

function readNumber(scanner: Scanner): void {
  const [found = ''] = /^-?(0|[1-9]\d*)?(\.\d+)?([eE][-+]?\d+)?/.exec(scanner.text.slice(scanner.at)) ?? [];
  scanner.at += found.length;
  if (found === '-') fail(scanner, 'in numeric literal');
}

function readWord(scanner: Scanner, word: string): void {
  for (const letter of word) {
    if (scanner.text[scanner.at] !== letter) {
      const index = [...word].indexOf(letter);
      fail(scanner, `in literal ${word} (expecting '${word[index] ?? letter}')`);
    }
    scanner.at += 1;
  }
}
