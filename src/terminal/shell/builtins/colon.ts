import { defineBuiltin } from '../builtin.ts';

export const colon = defineBuiltin({ name: ':', isSpecial: true, usage: ':', summary: 'Null command.', run: () => 0 });
