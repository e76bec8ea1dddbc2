/**
 * Makes objects with parts that are worked out whenever they are asked for, as `get` in a literal does. The getters lie
 * on one prototype: in a literal they would give each object a hidden class of its own, which costs an engine such as V8
 * more time and memory than all the rest of the object. A copy by spreading has none of these parts.
 */
export function sharedGetters<Own extends object, Parts extends object>(
  getters: { readonly [Part in keyof Parts]: (own: Own) => Parts[Part] },
): (own: Own) => Own & Readonly<Parts> {
  const prototype: object = {};
  for (const part in getters) {
    const read = getters[part];
    Object.defineProperty(prototype, part, {
      get(this: Own) {
        return read(this);
      },
    });
  }
  return (own) => Object.setPrototypeOf(own, prototype) as Own & Readonly<Parts>;
}
