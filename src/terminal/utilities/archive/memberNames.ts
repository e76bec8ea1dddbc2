import { utf8Length } from '#engine/core/utf8.ts';
import { permissionsText } from '#engine/machine/permissions.ts';
import { strftime } from '../strftime.ts';
import type { TarMember } from './tarFormat.ts';
import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

/** A name, or any part of a path, as a shell pattern. */
export function patternOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return boundedRegExp(`(?:^|/)${source}(?:/|$)`);
}

/** A name alone, or a line as of `ls -l`. */
export function verboseLine(isLong: boolean, member: TarMember, hasSeconds = false): string {
  if (!isLong) return `${member.name}\n`;
  const { type, mode, owner, group, mtimeMs, content, name, target } = member;
  const who = `${owner}/${group}`;
  const size = String(utf8Length(content));
  return `${permissionsText({ type, mode })} ${who}${size.padStart(Math.max(size.length + 1, 19 - who.length))} ${strftime(hasSeconds ? '%F %T' : '%F %H:%M', mtimeMs)} ${name}${type === 'symlink' ? ` -> ${target}` : ''}\n`;
}
