import { goJsonKind } from '../goText.ts';
import { isEqualJson, isList, isRecord } from '../../core/json.ts';
import { badRequest, unprocessable } from '../status.ts';

/**
 * Applies a JSON patch (RFC 6902). An operation that cannot be carried out, a failed `test` among them, gives the
 * server's 422 without a cause; a patch that is no list of operations gives BadRequest.
 */
export function applyJsonPatch(target: unknown, patch: unknown): unknown {
  if (!isList(patch)) throw undecodable(patch, '[]handlers.jsonPatchOp');
  let result = target;
  for (const operation of patch) result = applyOperation(result, operation);
  return result;
}

function undecodable(value: unknown, goType: string) {
  return badRequest(`error decoding patch: json: cannot unmarshal ${goJsonKind(value)} into Go value of type ${goType}`);
}

type Path = readonly string[];

function applyOperation(target: unknown, operation: unknown): unknown {
  if (!isRecord(operation)) throw undecodable(operation, 'handlers.jsonPatchOp');
  const { op, path, from, value } = operation as { op?: unknown; path?: unknown; from?: unknown; value?: unknown };
  const at = pathOf(path);
  switch (op) {
    case 'add':
      return add(target, at, value ?? null);
    case 'remove':
      return remove(target, at);
    case 'replace':
      return replace(target, at, value ?? null);
    case 'move': {
      const moved = read(target, pathOf(from));
      return add(remove(target, pathOf(from)), at, moved);
    }
    case 'copy':
      return add(target, at, read(target, pathOf(from)));
    case 'test':
      if (!isEqualJson(find(target, at) ?? null, value ?? null)) throw unprocessable();
      return target;
    default:
      throw unprocessable();
  }
}

function pathOf(text: unknown): Path {
  if (typeof text !== 'string' || (text !== '' && !text.startsWith('/'))) throw unprocessable();
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Rebuilds what lies on the path; `change` works on the last container and its key. */
function changeAt(target: unknown, [key, ...rest]: Path, change: (container: unknown, key: string) => unknown): unknown {
  if (key === undefined) throw unprocessable();
  if (rest.length === 0) return change(target, key);
  const inner = changeAt(child(target, key), rest, change);
  if (isList(target)) return target.with(listIndex(target, key), inner);
  return { ...(target as object), [key]: inner };
}

function child(container: unknown, key: string): unknown {
  if (isList(container)) return container[listIndex(container, key)];
  if (isRecord(container) && Object.hasOwn(container, key)) return container[key];
  throw unprocessable();
}

function listIndex(list: readonly unknown[], key: string): number {
  const index = /^-?\d+$/.test(key) ? Number(key) : Number.NaN;
  const counted = index < 0 ? index + list.length : index;
  if (!(counted >= 0 && counted < list.length)) throw unprocessable();
  return counted;
}

function add(target: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  return changeAt(target, path, (container, key) => {
    if (isRecord(container)) return { ...container, [key]: value };
    if (!isList(container)) throw unprocessable();
    if (key === '-' || key === String(container.length)) return [...container, value];
    return container.toSpliced(listIndex(container, key), 0, value);
  });
}

function remove(target: unknown, path: Path): unknown {
  return changeAt(target, path, (container, key) => {
    child(container, key);
    if (isList(container)) return container.toSpliced(listIndex(container, key), 1);
    const { [key]: _gone, ...rest } = container as Record<string, unknown>;
    return rest;
  });
}

function replace(target: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  return changeAt(target, path, (container, key) => {
    child(container, key);
    if (isList(container)) return container.with(listIndex(container, key), value);
    return { ...(container as object), [key]: value };
  });
}

function read(target: unknown, path: Path): unknown {
  return path.reduce(child, target);
}

function find(target: unknown, path: Path): unknown {
  let found = target;
  for (const [index, key] of path.entries()) {
    if (index === path.length - 1 && isRecord(found) && !Object.hasOwn(found, key)) return undefined;
    found = child(found, key);
  }
  return found;
}
