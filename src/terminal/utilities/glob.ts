import { boundedRegExp } from '../regExp/boundedRegExp.ts';

/** fnmatch as a regular expression: `*`, `?` and `[…]`; a slash is matched too unless `crossesSlash` is false. */
export function globRegExp(glob: string, flags = '', crossesSlash = true): RegExp {
  let source = '';
  for (let index = 0; index < glob.length; index += 1) {
    const char = glob.charAt(index);
    if (char === '*') source += crossesSlash ? '[^]*' : '[^/]*';
    else if (char === '?') source += crossesSlash ? '[^]' : '[^/]';
    else if (char === '\\') source += escapeChar(glob.charAt((index += 1)));
    else if (char === '[' && glob.indexOf(']', index + 2) > 0) {
      const end = glob.indexOf(']', index + 2);
      source += `[${glob.slice(index + 1, end).replace(/^!/, '^').replaceAll('\\', '\\\\')}]`;
      index = end;
    } else source += escapeChar(char);
  }
  return boundedRegExp(`^${source}$`, flags);
}

function escapeChar(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}
