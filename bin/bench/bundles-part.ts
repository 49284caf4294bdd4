import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FUNCTIONS, type FunctionName } from '../../lib/functions.ts'
import { bundleOf } from './bundle.ts'
import { against, type Found } from './part.ts'

const KB = 1024
const TRIES = 5
const LOAD = `const began = performance.now()
await import(process.argv[1])
process.stdout.write(String(performance.now() - began))`
const ENVIRONMENT = { AWS_REGION: 'ap-northeast-1', SITE_ORIGIN: 'https://app.example.jp' }

/** Milliseconds of the import in a process of its own, the median of some. */
const coldImport = (file: string) => {
  const times = Array.from({ length: TRIES }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', LOAD, file], {
        env: ENVIRONMENT,
        encoding: 'utf8',
      }),
    ),
  ).sort((a, b) => a - b)
  return times[Math.floor(TRIES / 2)] as number
}

/** Size and cold import of every function, bundled as a deploy bundles it, where there are no packages. */
export const bundlesPart = async (): Promise<Found> => {
  const dir = mkdtempSync(join(tmpdir(), 'kizuki-bundles-'))
  const functions: Record<string, { bytes: number; coldImportMs: number }> = {}
  try {
    for (const name of Object.keys(FUNCTIONS) as FunctionName[]) {
      const { text, bytes } = bundleOf(name)
      const file = join(dir, `${name}.mjs`)
      writeFileSync(file, text)
      functions[name] = { bytes, coldImportMs: coldImport(file) }
    }
  } finally {
    rmSync(dir, { recursive: true })
  }
  const lines = Object.entries(functions).flatMap(([name, { bytes, coldImportMs }]) => [
    against(`${name}: bundle`, bytes / KB, 'KB', name === 'learner' ? 550 : 800),
    against(`${name}: cold import`, coldImportMs, 'ms', 200),
  ])
  return { figures: { functions }, lines }
}
