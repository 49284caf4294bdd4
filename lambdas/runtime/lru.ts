/** A map that forgets the entry used longest ago once it holds `size`. */
export const lru = <V>(size: number) => {
  const map = new Map<string, V>()
  return {
    get(key: string): V | undefined {
      const value = map.get(key)
      if (value !== undefined) {
        map.delete(key)
        map.set(key, value)
      }
      return value
    },
    set(key: string, value: V) {
      map.delete(key)
      map.set(key, value)
      const oldest = map.size > size ? map.keys().next().value : undefined
      if (oldest !== undefined) map.delete(oldest)
      return value
    },
    delete: (key: string) => map.delete(key),
    clear: () => map.clear(),
  }
}
