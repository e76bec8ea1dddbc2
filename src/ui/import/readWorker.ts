import { readImported } from '#session/imported.ts';

// Beside the page: a long text takes a second or two.
addEventListener('message', ({ data }: MessageEvent<string>) => postMessage(readImported(data)));
