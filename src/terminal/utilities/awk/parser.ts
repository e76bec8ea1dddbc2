import { createCursor } from './cursor.ts';
import { createExpressionParser, type Limits } from './expressions.ts';
import { AwkSyntaxError, type AwkProgram, type Expression, type FunctionDefinition, type Pattern, type Redirection, type Rule, type Statement, type SwitchCase } from './syntax.ts';

/** Reads a program; throws AwkSyntaxError. Outside gawk the file behind `print >` may be chosen by `?`. */
export function parseProgram(source: string, { choosesFile }: { readonly choosesFile: boolean }): AwkProgram {
  const called = new Set<string>();
  const cursor = createCursor(source);
  const { peek, is, advance, accept, expect, name, skipNewlines, skipTerminators, fail } = cursor;
  const { expression, concatenation, list } = createExpressionParser(cursor, called);

  const program = (): AwkProgram => {
    const rules: Rule[] = [];
    const functions = new Map<string, FunctionDefinition>();
    for (skipTerminators(); peek().type !== 'end'; skipTerminators()) {
      if (is('function') || is('func')) define(functions);
      else rules.push(rule());
    }
    return { rules, functions, called };
  };

  const define = (functions: Map<string, FunctionDefinition>) => {
    advance();
    const title = name();
    expect('(');
    const parameters: string[] = [];
    while (!accept(')')) {
      skipNewlines();
      parameters.push(name());
      skipNewlines();
      if (!is(')')) expect(',');
    }
    skipNewlines();
    functions.set(title, { parameters, body: block() });
  };

  const rule = (): Rule => {
    const pattern = patternOfRule();
    if (!is('{')) return { pattern, action: undefined };
    return { pattern, action: block() };
  };

  const patternOfRule = (): Pattern => {
    for (const type of ['BEGIN', 'END', 'BEGINFILE', 'ENDFILE'] as const) {
      if (!accept(type)) continue;
      if (!is('{')) throw new AwkSyntaxError(peek().line, peek().at, `${type} without action`);
      return { type };
    }
    if (is('{')) return { type: 'always' };
    const from = expression({});
    if (!accept(',')) return { type: 'when', test: from };
    skipNewlines();
    return { type: 'range', from, to: expression({}) };
  };

  const block = (): Statement => {
    expect('{');
    const statements: Statement[] = [];
    for (skipTerminators(); !accept('}'); skipTerminators()) statements.push(statement());
    return { type: 'block', statements };
  };

  /** A statement with what ends it: a semicolon, a newline, or the brace behind it. */
  const statement = (): Statement => {
    const { text, type } = peek();
    if (is('{')) return block();
    if (type === 'word') {
      switch (text) {
        case 'if':
          return ifStatement();
        case 'while':
          return whileStatement();
        case 'do':
          return doStatement();
        case 'for':
          return forStatement();
        case 'switch':
          return switchStatement();
      }
    }
    const simple = simpleStatement({});
    endSimple();
    return simple;
  };

  const endSimple = () => {
    if (is('}') || peek().type === 'end') return;
    if (!is(';') && !is('\n')) fail();
    advance();
  };

  const body = (): Statement => {
    skipNewlines();
    if (!accept(';')) return statement();
    return { type: 'block', statements: [] };
  };

  const ifStatement = (): Statement => {
    advance();
    expect('(');
    const test = expression({});
    expect(')');
    const yes = body();
    const before = cursor.position();
    skipTerminators();
    if (accept('else')) return { type: 'if', test, yes, no: body() };
    cursor.goBack(before);
    return { type: 'if', test, yes, no: undefined };
  };

  const whileStatement = (): Statement => {
    advance();
    expect('(');
    const test = expression({});
    expect(')');
    return { type: 'while', test, body: body() };
  };

  const doStatement = (): Statement => {
    advance();
    const repeated = body();
    skipTerminators();
    expect('while');
    expect('(');
    const test = expression({});
    expect(')');
    endSimple();
    return { type: 'do', test, body: repeated };
  };

  const forStatement = (): Statement => {
    advance();
    expect('(');
    if (peek().type === 'name' && is('in', 1) && peek(2).type === 'name' && is(')', 3)) {
      const [variable, array] = [peek().text, peek(2).text];
      advance(4);
      return { type: 'for in', name: variable, array, body: body() };
    }
    const init = is(';') ? undefined : simpleStatement({ noIn: true });
    expect(';');
    skipNewlines();
    const test = is(';') ? undefined : expression({});
    expect(';');
    skipNewlines();
    const step = is(')') ? undefined : simpleStatement({});
    expect(')');
    return { type: 'for', init, test, step, body: body() };
  };

  const switchStatement = (): Statement => {
    advance();
    expect('(');
    const of = expression({});
    expect(')');
    skipNewlines();
    expect('{');
    const cases: SwitchCase[] = [];
    for (skipTerminators(); !accept('}'); skipTerminators()) {
      const isDefault = accept('default');
      if (!isDefault) expect('case');
      const value = isDefault ? undefined : expression({});
      expect(':');
      const statements: Statement[] = [];
      for (skipTerminators(); !is('case') && !is('default') && !is('}'); skipTerminators()) statements.push(statement());
      cases.push({ value, statements });
    }
    return { type: 'switch', of, cases };
  };

  const simpleStatement = (limits: Limits): Statement => {
    const { text, type } = peek();
    if (type === 'word') {
      switch (text) {
        case 'print':
        case 'printf':
          return print(text === 'printf');
        case 'break':
        case 'continue':
        case 'next':
        case 'nextfile':
          advance();
          return { type: text };
        case 'exit':
        case 'return':
          advance();
          return { type: text, value: is(';') || is('\n') || is('}') || peek().type === 'end' ? undefined : expression(limits) };
        case 'delete': {
          advance();
          const array = name();
          if (!accept('[')) return { type: 'delete', name: array, keys: undefined };
          const keys = list(']');
          return { type: 'delete', name: array, keys };
        }
      }
    }
    return { type: 'expression', of: expression(limits) };
  };

  const print = (isFormatted: boolean): Statement => {
    advance();
    const items: Expression[] = [];
    const endsHere = () => is(';') || is('\n') || is('}') || is('>') || is('>>') || is('|') || peek().type === 'end';
    if (!endsHere()) {
      do {
        skipNewlines();
        items.push(expression({ noOutput: true }));
      } while (accept(','));
    }
    // One group is the list itself: print (a, b).
    const [only] = items;
    const shown = items.length === 1 && only?.type === 'group' ? only.items : items;
    if (isFormatted && shown.length === 0) fail();
    return { type: 'print', items: shown, isFormatted, redirection: redirection() };
  };

  const redirection = (): Redirection | undefined => {
    const { text } = peek();
    if (!is('>') && !is('>>') && !is('|')) return undefined;
    advance();
    return { kind: text as Redirection['kind'], to: choosesFile ? expression({ noOutput: true }) : concatenation({ noOutput: true }) };
  };

  return program();
}
