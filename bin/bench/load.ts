import { openBrowser } from './browser.ts'
import type { Service } from './child.ts'
import { type Clock, journey, STEPS, type StepName } from './journey.ts'
import { percentiles } from './percentiles.ts'

export interface Load {
  readonly learners: number
  readonly journeys: number
  readonly seconds: number
  readonly journeysPerSecond: number
  readonly cpuSecondsPerJourney: { readonly both: number; readonly service: number; readonly driver: number }
  readonly bytesPerJourney: number
  readonly milliseconds: Readonly<Partial<Record<StepName, ReturnType<typeof percentiles>>>>
}

const driverSeconds = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Drives one journey for each of `people`, `learners` of them at a time. */
export const drive = async (
  service: Service,
  people: readonly string[],
  learners: number,
  right: Parameters<typeof journey>[2],
): Promise<Load> => {
  const samples = new Map<StepName, number[]>(STEPS.map((step) => [step, []]))
  const clock: Clock = async (step, act) => {
    const began = performance.now()
    const result = await act()
    samples.get(step)?.push(performance.now() - began)
    return result
  }
  const waiting = [...people]
  let bytes = 0
  const before = { service: service.cpuSeconds(), driver: driverSeconds(), at: performance.now() }
  await Promise.all(
    Array.from({ length: learners }, async () => {
      for (let userId = waiting.pop(); userId; userId = waiting.pop()) {
        const browser = openBrowser(service.origin)
        await journey(browser, userId, right, clock)
        bytes += browser.bytes()
        browser.close()
      }
    }),
  )
  const seconds = (performance.now() - before.at) / 1000
  const journeys = people.length
  const used = {
    service: (service.cpuSeconds() - before.service) / journeys,
    driver: (driverSeconds() - before.driver) / journeys,
  }
  return {
    learners,
    journeys,
    seconds,
    journeysPerSecond: journeys / seconds,
    cpuSecondsPerJourney: { both: used.service + used.driver, ...used },
    bytesPerJourney: bytes / journeys,
    milliseconds: Object.fromEntries([...samples].map(([step, all]) => [step, percentiles(all)])),
  }
}
