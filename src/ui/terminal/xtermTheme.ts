import type { ITheme } from '@xterm/xterm';
import type { Theme } from '../store/viewSlice.ts';

/** The terminal's colours, from the colour roles of the page's theme. */
export function xtermTheme(theme: Theme): ITheme {
  const styles = getComputedStyle(document.documentElement);
  const colour = (name: string) => styles.getPropertyValue(`--${name}`).trim();
  return {
    background: colour('sunk'),
    foreground: colour('text'),
    cursor: colour('text'),
    cursorAccent: colour('sunk'),
    selectionBackground: `${colour('accent')}${theme === 'light' ? '33' : '55'}`,
    black: colour('line'),
    red: colour('fail'),
    green: colour('ready'),
    yellow: colour('pending'),
    blue: colour('creating'),
    magenta: colour('pvc'),
    cyan: colour('dns'),
    white: colour('dim'),
    brightBlack: colour('mute'),
    brightRed: colour('fail'),
    brightGreen: colour('ready'),
    brightYellow: colour('pending'),
    brightBlue: colour('accent'),
    brightMagenta: colour('pvc'),
    brightCyan: colour('dns'),
    brightWhite: colour('text'),
  };
}
