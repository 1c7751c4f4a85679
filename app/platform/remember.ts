/**
 * Remembers what was made for a key and makes it again when it has been forgotten; the least recently used key goes first.
 * Only for things that follow from their key alone (published content, markup), so that a remembered one is never stale.
 */
export function remember<Value>(limit: number): (key: string, make: () => Value) => Value {
  const known = new Map<string, Value>();
  return (key, make) => {
    const isKnown = known.has(key);
    const value = isKnown ? (known.get(key) as Value) : make();
    // A failed look-up must be tried again, not remembered; by then another may have taken its place.
    if (!isKnown && value instanceof Promise) value.catch(() => known.get(key) === value && known.delete(key));
    if (isKnown) known.delete(key);
    else if (known.size >= limit) known.delete(known.keys().next().value as string);
    known.set(key, value);
    return value;
  };
}
