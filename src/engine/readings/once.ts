/** Works something out once for each definition, and remembers it as long as the definition is there. */
export function once<K extends object, V extends object>(work: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const remembered = known.get(key)
    if (remembered) return remembered
    const made = work(key)
    known.set(key, made)
    return made
  }
}
