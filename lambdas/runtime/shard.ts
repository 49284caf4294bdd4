import { createHash } from 'node:crypto'

/** Spreads rows over `of` partitions by a stable hash of `by`. */
export const shardOf = (by: string, of: number) =>
  createHash('sha256').update(by).digest().readUInt16BE(0) % of
