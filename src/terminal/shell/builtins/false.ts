import { defineBuiltin } from '../builtin.ts';

export const falseBuiltin = defineBuiltin({ name: 'false', usage: 'false', summary: 'Return an unsuccessful result.', run: () => 1 });
