import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenKubectl } from '../givenKubectl.ts';
import { commandTree } from '../kubectl.ts';
import { COMMANDS } from './index.ts';

const names = COMMANDS.map((command) => command.path.join(' '));

/** Every subcommand whose definition stands in a file of this folder. */
function definedPaths(): readonly string[] {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const texts = files.map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/^ {2}path: \[((?:'[\w-]+'(?:, )?)+)\],$/gm)].map(([, words = '']) => words.replaceAll("'", '').replaceAll(', ', ' ')));
}

describe('the registry', () => {
  it('names no subcommand twice', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('lists every file', () => {
    expect(definedPaths().filter((defined) => !names.includes(defined))).toEqual([]);
    expect(definedPaths().length).toBeGreaterThan(60);
  });

  it('gives every flag one letter at most, and every letter one flag', () => {
    const doubled = COMMANDS.flatMap((command) => {
      const letters = Object.values(command.flags).flatMap(({ short }) => (short === undefined ? [] : [short]));
      return letters.filter((letter, index) => letters.indexOf(letter) !== index).map((letter) => `${command.path.join(' ')} -${letter}`);
    });
    expect(doubled).toEqual([]);
  });

  it('leads to every subcommand by its words', () => {
    expect(COMMANDS.filter((command) => commandTree.find([...command.path]).command !== command).map((command) => command.path.join(' '))).toEqual([]);
  });
});

describe('help', () => {
  it.each(names)('kubectl %s --help', (name) => {
    const { stdout, stderr, code } = givenKubectl().run(`${name} --help`);
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(/\nUsage:\n {2}kubectl [^\n]+\n/);
  });

  it('lists the subcommands by what they are for', () => {
    const { stdout } = givenKubectl().run('');
    expect(stdout).toContain('\nTroubleshooting and Debugging Commands:\n  describe        Show details of a specific resource or group of resources\n  logs            Print the logs for a container in a pod\n');
    expect(stdout).not.toMatch(/^ {2}[a-z-]+\s*$/m);
  });
});
