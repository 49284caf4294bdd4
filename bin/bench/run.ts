import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { bundlesPart } from './bundles-part.ts'
import { downloadPart } from './download-part.ts'
import { importPart } from './import-part.ts'
import { journeyPart } from './journey-part.ts'
import { pagePart } from './page-part.ts'
import type { Found } from './part.ts'
import { startPart } from './start-part.ts'

const PARTS: Readonly<Record<string, () => Promise<Found>>> = {
  journey: journeyPart,
  start: startPart,
  bundles: bundlesPart,
  import: importPart,
  download: downloadPart,
  page: pagePart,
}
const KEPT = new URL('../../docs/bench/', import.meta.url)

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name))
if (unknown.length > 0) {
  process.stderr.write(`No part is called ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.\n`)
  process.exit(1)
}

const machine = { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version }
process.stdout.write(`${machine.processor}, ${machine.cores} cores, Node ${machine.node}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
mkdirSync(KEPT, { recursive: true })
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  process.stdout.write(`\n## ${name}\n`)
  const { figures, lines } = await measure()
  process.stdout.write(`${lines.join('\n')}\n`)
  const kept = { measuredOn: new Date().toISOString().slice(0, 10), ...machine, ...figures }
  writeFileSync(new URL(`${name}.json`, KEPT), `${JSON.stringify(kept, null, 1)}\n`)
}
