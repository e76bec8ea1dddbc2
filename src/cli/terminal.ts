import { readFileSync } from 'node:fs';
import { parseArguments, usage } from './terminalArguments.ts';
import { runInteractive } from './interactive.ts';
import { provideTexts } from './provideTexts.ts';
import { runToEnd } from './runToEnd.ts';

/** The shell and the cluster without a browser: `npm run terminal [-- --profile lab|upstream --seed N --speed 1|4|max FILE]`. */
const parsed = parseArguments(process.argv.slice(2));
provideTexts();

if ('error' in parsed) {
  process.stderr.write(`${parsed.error}\n${usage}`);
  process.exitCode = 2;
} else if (parsed.help) {
  process.stdout.write(usage);
} else if (parsed.file === undefined && process.stdin.isTTY) {
  runInteractive(parsed);
} else {
  const script = readScript(parsed.file);
  if (script === undefined) {
    process.stderr.write(`terminal: ${parsed.file ?? ''}: No such file or directory\n`);
    process.exitCode = 127;
  } else {
    runToEnd(parsed, script);
  }
}

function readScript(file: string | undefined): string | undefined {
  try {
    return readFileSync(file ?? 0, 'utf8');
  } catch {
    return undefined;
  }
}
