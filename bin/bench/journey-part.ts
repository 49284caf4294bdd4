import { withService } from './child.ts'
import { makeLearners, rightChoices } from './learners.ts'
import { drive, type Load } from './load.ts'
import { against, type Found } from './part.ts'

/** Journeys driven at each number of learners; the first run, unmeasured, warms the service up. */
const WARM_UP = 40
const RUNS = [
  { learners: 1, journeys: 60 },
  { learners: 8, journeys: 240 },
  { learners: 32, journeys: 240 },
] as const

const linesOf = (load: Load) => [
  '',
  `${load.learners} learners at a time, ${load.journeys} journeys: ${load.journeysPerSecond.toFixed(1)} journeys/s`,
  `  CPU-seconds per journey ${load.cpuSecondsPerJourney.both.toFixed(3)} (service ${load.cpuSecondsPerJourney.service.toFixed(3)}, driver ${load.cpuSecondsPerJourney.driver.toFixed(3)}), ${(load.bytesPerJourney / 1000).toFixed(0)} KB`,
  ...Object.entries(load.milliseconds).map(
    ([step, { p50, p95, p99 }]) =>
      `  ${step.padEnd(8)} p50 ${p50.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms   p99 ${p99.toFixed(1).padStart(7)} ms`,
  ),
]

/** The learner's whole journey over HTTP against the running service. */
export const journeyPart = (): Promise<Found> =>
  withService(async (service) => {
    const right = rightChoices()
    const people = await makeLearners(
      service.origin,
      WARM_UP + RUNS.reduce((sum, { journeys }) => sum + journeys, 0),
    )
    await drive(service, people.splice(0, WARM_UP), 8, right)
    const loads: Load[] = []
    for (const { learners, journeys } of RUNS)
      loads.push(await drive(service, people.splice(0, journeys), learners, right))
    const memory = service.memory()
    const eight = loads[1] as Load
    return {
      figures: { loads, memoryMb: memory },
      lines: [
        ...loads.flatMap(linesOf),
        '',
        against('journeys per second at 8', eight.journeysPerSecond, '1/s', 20, true),
        against('CPU-seconds per journey, driver included', eight.cpuSecondsPerJourney.both, 's', 0.08),
        against('bytes per journey, cold cache', eight.bytesPerJourney / 1000, 'KB', 250),
        against('memory of all processes after it (PSS)', memory.pss, 'MB', 400),
      ],
    }
  })
