import { decodeBase64Start, encodeBase64 } from '#engine/core/base64.ts';
import { defineUtility } from '../command.ts';
import { extraOperand, isBusybox, parseOptions, quoted } from './options.ts';
import { readSources } from './sources.ts';

export const base64 = defineUtility({
  name: 'base64',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'base64 encode or decode',
  *run(process) {
    const options = parseOptions(process, { short: 'diw:', long: { decode: 'd', 'ignore-garbage': 'i', wrap: 'w:' } });
    if (options === undefined) return 1;
    const [, extra] = options.operands;
    if (extra !== undefined && !isBusybox(process)) return extraOperand(process, extra);
    const wrap = options.value('w');
    if (wrap !== undefined && !/^\d+$/.test(wrap)) {
      process.err(isBusybox(process) ? `base64: invalid number '${wrap}'\n` : `base64: invalid wrap size: ${quoted(process, wrap)}\n`);
      return 1;
    }
    let text = '';
    const ok = yield* readSources(process, options.operands.slice(0, 1), (piece) => (text += piece));
    if (!ok) return 1;
    if (!options.has('d')) {
      const width = Number(options.value('w') ?? 76);
      const encoded = encodeBase64(text);
      process.out(width === 0 ? encoded : encoded.replaceAll(new RegExp(`.{1,${width}}`, 'g'), (line) => `${line}\n`));
      return 0;
    }
    const { text: decoded, isWhole } = decodeBase64Start(options.has('i') ? text.replaceAll(/[^A-Za-z0-9+/=]/g, '') : text.replaceAll(/\s/g, ''));
    process.out(decoded);
    if (isWhole) return 0;
    process.err(isBusybox(process) ? 'base64: truncated input\n' : 'base64: invalid input\n');
    return 1;
  },
});
