import { DatabaseSync } from 'node:sqlite'

/** A durable map of JSON values by kind and key; what was put is on disk before `put` returns. */
export const openStore = (path: string) => {
  const db = new DatabaseSync(path)
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID',
  )
  const read = db.prepare('SELECT value FROM kept WHERE kind = ? AND key = ?')
  const write = db.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?)')
  const erase = db.prepare('DELETE FROM kept WHERE kind = ? AND key = ?')
  const all = db.prepare('SELECT key, value FROM kept WHERE kind = ? ORDER BY key')
  return {
    get: <T>(kind: string, key: string): T | undefined => {
      const row = read.get(kind, key) as { value: string } | undefined
      return row && (JSON.parse(row.value) as T)
    },
    put: (kind: string, key: string, value: unknown) => void write.run(kind, key, JSON.stringify(value)),
    delete: (kind: string, key: string) => void erase.run(kind, key),
    list: <T>(kind: string): { key: string; value: T }[] =>
      (all.all(kind) as { key: string; value: string }[]).map(({ key, value }) => ({
        key,
        value: JSON.parse(value) as T,
      })),
    close: () => db.close(),
  }
}
export type Store = ReturnType<typeof openStore>
