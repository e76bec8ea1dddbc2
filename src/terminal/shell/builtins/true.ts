import { defineBuiltin } from '../builtin.ts';

export const trueBuiltin = defineBuiltin({ name: 'true', usage: 'true', summary: 'Return a successful result.', run: () => 0 });
