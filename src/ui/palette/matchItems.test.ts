import { describe, expect, it } from 'vitest';
import { matchItems } from './matchItems.ts';
import type { PaletteItem } from './paletteItems.ts';

const item = (text: string, note?: string): PaletteItem => ({ id: text, group: 'object', text, run: () => undefined, ...(note === undefined ? {} : { note }) });
const items = [item('Play or pause'), item('pod/web-0', 'default'), item('pod/web-10', 'default'), item('pvc/data-web-0', 'default'), item('node/centos7k8s2'), item('Stop DNS', 'fault dns stop')];

describe('the palette', () => {
  it.each([
    ['', items.map(({ text }) => text)],
    ['web-0', ['pod/web-0', 'pvc/data-web-0', 'pod/web-10']],
    ['pod 10', ['pod/web-10']],
    ['web0', ['pod/web-0', 'pod/web-10', 'pvc/data-web-0']],
    ['fault dns', ['Stop DNS']],
    ['PLAY', ['Play or pause']],
    ['zzz', []],
  ])('finds for %j the right things, best first', (query, texts) => {
    expect(matchItems(items, query).map(({ text }) => text)).toEqual(texts);
  });
});
