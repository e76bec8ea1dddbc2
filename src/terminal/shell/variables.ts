import { ShellError } from './errors.ts';

/** A shell variable. One that is declared but has no value is there with `value` undefined. */
export interface Variable {
  value: string | undefined;
  /** Set for indexed arrays; `value` then stays undefined. */
  indexed?: Map<number, string>;
  /** Set for associative arrays. */
  associative?: Map<string, string>;
  isExported: boolean;
  isReadonly: boolean;
  isInteger: boolean;
  isNameReference: boolean;
  letterCase: 'lower' | 'upper' | undefined;
}

/** Variables with dynamic scope: a function's locals hide those of its callers while it runs. */
export interface Variables {
  /** What a name means here, name references followed. */
  find(name: string): Variable | undefined;
  /** The variable itself, even when it is a name reference. */
  findOwn(name: string): Variable | undefined;
  /** The scalar value; of an array its element 0. */
  get(name: string): string | undefined;
  /** Assigns a scalar (or element 0 of an array); throws ShellError when it is readonly. */
  set(name: string, value: string): void;
  setElement(name: string, subscript: Subscript, value: string, isAppend?: boolean): void;
  setArray(name: string, elements: Map<number, string>): void;
  setAssociative(name: string, elements: Map<string, string>): void;
  /** Takes it away; throws ShellError when it is readonly. */
  unset(name: string): void;
  unsetElement(name: string, subscript: Subscript): void;
  /** Makes sure that it is declared where assignments would go. */
  declare(name: string): Variable;
  /** Declares it in the running function's own scope. */
  declareLocal(name: string, inherits?: boolean): Variable;
  pushScope(): void;
  popScope(): void;
  /** Assignments in front of a command: seen by it alone. */
  pushTemporary(values: ReadonlyMap<string, string>): void;
  /** How many functions deep. */
  depth(): number;
  isLocal(name: string): boolean;
  names(): readonly string[];
  exported(): Map<string, string>;
  clone(): Variables;
  /** Where a name reference leads, or the name itself. */
  resolveName(name: string): string;
}

export type Subscript = { readonly index: number } | { readonly key: string };

type Scope = Map<string, Variable>;

/** A value longer than this is refused, as a process without memory would. */
const MAX_LENGTH = 16 * 1024 * 1024;
const MAX_REFERENCES = 10;

export function createVariables(scopes: readonly Scope[] = [new Map()]): Variables {
  const stack: Scope[] = [...scopes];

  const scopeOf = (name: string) => {
    for (let index = stack.length - 1; index >= 0; index -= 1) if (stack[index]?.has(name) === true) return stack[index];
    return undefined;
  };

  const resolveName = (name: string) => {
    let resolved = name;
    for (let step = 0; step < MAX_REFERENCES; step += 1) {
      const variable = scopeOf(resolved)?.get(resolved);
      if (variable?.isNameReference !== true || variable.value === undefined || variable.value === '') return resolved;
      resolved = variable.value;
    }
    return resolved;
  };

  const findOwn = (name: string) => scopeOf(name)?.get(name);
  const find = (name: string) => findOwn(resolveName(name));

  const declare = (name: string): Variable => {
    const resolved = resolveName(name);
    const known = findOwn(resolved);
    if (known !== undefined) return known;
    const made = emptyVariable();
    stack[0]?.set(resolved, made);
    return made;
  };

  const writable = (name: string): Variable => {
    const variable = declare(name);
    if (variable.isReadonly) throw new ShellError(`${resolveName(name)}: readonly variable`, { kind: 'readonly' });
    return variable;
  };

  const set = (name: string, value: string) => {
    const variable = writable(name);
    const stored = converted(variable, value);
    if (variable.indexed !== undefined) variable.indexed.set(0, stored);
    else if (variable.associative !== undefined) variable.associative.set('0', stored);
    else variable.value = stored;
  };

  const elementsOf = (variable: Variable) => {
    if (variable.indexed === undefined) {
      variable.indexed = new Map(variable.value === undefined ? [] : [[0, variable.value]]);
      variable.value = undefined;
    }
    return variable.indexed;
  };

  const setElement = (name: string, subscript: Subscript, value: string, isAppend = false) => {
    const variable = writable(name);
    if ('key' in subscript || variable.associative !== undefined) {
      const map = (variable.associative ??= new Map());
      const key = 'key' in subscript ? subscript.key : String(subscript.index);
      map.set(key, converted(variable, isAppend ? (map.get(key) ?? '') + value : value));
      return;
    }
    const map = elementsOf(variable);
    const index = indexIn(map, subscript.index, name);
    map.set(index, converted(variable, isAppend ? (map.get(index) ?? '') + value : value));
  };

  return {
    find,
    findOwn,
    resolveName,
    get: (name) => scalarOf(find(name)),
    set,
    setElement,
    setArray: (name, elements) => {
      const variable = writable(name);
      variable.value = undefined;
      variable.indexed = new Map([...elements].map(([index, value]) => [index, converted(variable, value)]));
    },
    setAssociative: (name, elements) => {
      const variable = writable(name);
      variable.value = undefined;
      variable.associative = new Map([...elements].map(([key, value]) => [key, converted(variable, value)]));
    },
    unset: (name) => {
      const resolved = resolveName(name);
      const scope = scopeOf(resolved);
      if (scope?.get(resolved)?.isReadonly === true) throw new ShellError(`${resolved}: cannot unset: readonly variable`, { kind: 'readonly' });
      // An unset local still hides the caller's variable.
      if (scope !== undefined && scope !== stack[0]) scope.set(resolved, emptyVariable());
      else scope?.delete(resolved);
    },
    unsetElement: (name, subscript) => {
      const variable = find(name);
      if (variable?.associative !== undefined) variable.associative.delete('key' in subscript ? subscript.key : String(subscript.index));
      else if (variable?.indexed !== undefined && 'index' in subscript) variable.indexed.delete(indexIn(variable.indexed, subscript.index, name));
    },
    declare,
    declareLocal: (name, inherits = false) => {
      const scope = stack.at(-1);
      const known = scope?.get(name);
      if (known !== undefined) return known;
      const outer = findOwn(name);
      const made = inherits && outer !== undefined ? copyVariable(outer) : { ...emptyVariable(), isExported: outer?.isExported ?? false };
      scope?.set(name, made);
      return made;
    },
    pushScope: () => {
      stack.push(new Map());
    },
    popScope: () => {
      stack.pop();
    },
    pushTemporary: (values) => {
      const scope: Scope = new Map();
      for (const [name, value] of values) scope.set(name, { ...emptyVariable(), value, isExported: true });
      stack.push(scope);
    },
    depth: () => stack.length - 1,
    isLocal: (name) => stack.length > 1 && stack.at(-1)?.has(name) === true,
    names: () => [...new Set(stack.flatMap((scope) => [...scope.keys()]))].sort(),
    exported: () => exportedOf(stack),
    clone: () => createVariables(stack.map((scope) => new Map([...scope].map(([name, variable]) => [name, copyVariable(variable)])))),
  };
}

function emptyVariable(): Variable {
  return { value: undefined, isExported: false, isReadonly: false, isInteger: false, isNameReference: false, letterCase: undefined };
}

function copyVariable(variable: Variable): Variable {
  return {
    ...variable,
    ...(variable.indexed === undefined ? {} : { indexed: new Map(variable.indexed) }),
    ...(variable.associative === undefined ? {} : { associative: new Map(variable.associative) }),
  };
}

/** The value that a name alone stands for. */
export function scalarOf(variable: Variable | undefined): string | undefined {
  if (variable?.indexed !== undefined) return variable.indexed.get(0);
  if (variable?.associative !== undefined) return variable.associative.get('0');
  return variable?.value;
}

function exportedOf(stack: readonly Scope[]): Map<string, string> {
  const seen = new Map<string, Variable>();
  for (const scope of stack) for (const [name, variable] of scope) seen.set(name, variable);
  const exported = new Map<string, string>();
  for (const [name, variable] of seen) if (variable.isExported && variable.value !== undefined) exported.set(name, variable.value);
  return exported;
}

/** Negative subscripts count from the end. */
function indexIn(map: ReadonlyMap<number, string>, index: number, name: string): number {
  if (index >= 0) return index;
  const fromEnd = Math.max(-1, ...map.keys()) + 1 + index;
  if (fromEnd < 0) throw new ShellError(`${name}[${index}]: bad array subscript`);
  return fromEnd;
}

function converted(variable: Variable, value: string): string {
  if (value.length > MAX_LENGTH) throw new ShellError(`xrealloc: cannot allocate ${value.length} bytes`, { kind: 'fatal', status: 2 });
  if (variable.letterCase === 'lower') return value.toLowerCase();
  return variable.letterCase === 'upper' ? value.toUpperCase() : value;
}

/** A name that can be assigned to. */
export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}
