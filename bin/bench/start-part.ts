import { rmSync } from 'node:fs'
import { newDataDir, startService } from './child.ts'
import { against, type Found } from './part.ts'

const REST_MS = 3_000
const rest = () => new Promise((done) => setTimeout(done, REST_MS))

/** How long `npm start` takes, first and later, and what it holds and uses while nobody asks for anything. */
export const startPart = async (): Promise<Found> => {
  const dataDir = newDataDir()
  try {
    const first = await startService(dataDir)
    const stopping = performance.now()
    await first.stop()
    const stopSeconds = (performance.now() - stopping) / 1000
    const later = await startService(dataDir)
    const cpu = later.cpuSeconds()
    await rest()
    const idleCores = (later.cpuSeconds() - cpu) / (REST_MS / 1000)
    const memory = later.memory()
    await later.stop()
    const figures = {
      firstSeconds: first.startSeconds,
      laterSeconds: later.startSeconds,
      stopSeconds,
      idleCores,
      memoryMb: memory,
    }
    return {
      figures,
      lines: [
        against('first start', figures.firstSeconds, 's', 30),
        against('later start', figures.laterSeconds, 's', 8),
        against('stop', stopSeconds, 's', 5),
        against('memory of all processes (PSS)', memory.pss, 'MB', 400),
        `cores used while idle ${idleCores.toFixed(3)}`,
      ],
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
