// Adds up vitest's own JSON results. A file that could not be loaded, and a step that failed without a failed test, count as failed.
import { readFileSync } from 'node:fs'

const [code, ...files] = process.argv.slice(2)
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults
  } catch {
    return []
  }
}
const results = files.flatMap(read)
const tests = results.flatMap(({ assertionResults }) => assertionResults)
const count = (...states) => tests.filter(({ status }) => states.includes(status)).length
const hasFailed = ({ status }) => status === 'failed'
const unloaded = results.filter((file) => hasFailed(file) && !file.assertionResults.some(hasFailed)).length
const failed = count('failed') + unloaded
const skipped = count('pending', 'skipped', 'todo', 'disabled')
console.log(
  `${count('passed')} passed, ${failed || (code === '0' ? 0 : 1)} failed${skipped ? `, ${skipped} skipped` : ''}`,
)
