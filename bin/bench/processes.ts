import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts CPU in hundredths of a second (USER_HZ). */
const TICKS = 100

const statOf = (pid: number) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name stands in brackets and may hold anything; what follows it is numbers.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
const parentOf = (pid: number) => {
  try {
    return Number(statOf(pid)[1])
  } catch {
    return 0
  }
}

/** A process and everything that descends from it. */
export const familyOf = (pid: number): number[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const family = [pid]
  for (const one of family) family.push(...all.filter((other) => parentOf(other) === one))
  return family
}

const orZero = (read: () => number) => {
  try {
    return read()
  } catch {
    return 0
  }
}

/** CPU seconds of processes so far, user and system. */
export const cpuSecondsOf = (pids: readonly number[]) =>
  pids.reduce(
    (sum, pid) =>
      sum +
      orZero(() => {
        const stat = statOf(pid)
        return (Number(stat[11]) + Number(stat[12])) / TICKS
      }),
    0,
  )

/** Resident memory in MB: `rss` counts shared pages for each process, `pss` shares them out. */
export const memoryOf = (pids: readonly number[]) => {
  const sum = (file: string, field: RegExp) =>
    pids.reduce(
      (total, pid) =>
        total + orZero(() => Number(field.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0)),
      0,
    ) / 1024
  return { rss: sum('status', /VmRSS:\s+(\d+)/), pss: sum('smaps_rollup', /^Pss:\s+(\d+)/m) }
}
