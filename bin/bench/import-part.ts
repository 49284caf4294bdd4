import { withService } from './child.ts'
import { importRoster, openOffice, rosterOf } from './office.ts'
import { against, type Found } from './part.ts'

const ROWS = 1_000

/** A roster of a thousand rows through the administrator's door: upload and dry run, then reflecting it. */
export const importPart = (): Promise<Found> =>
  withService(async (service) => {
    const admin = await openOffice(service.origin)
    const cpu = service.cpuSeconds()
    const { checkSeconds, commitSeconds } = await importRoster(admin, rosterOf(ROWS))
    const figures = { rows: ROWS, checkSeconds, commitSeconds, cpuSeconds: service.cpuSeconds() - cpu }
    admin.close()
    return {
      figures,
      lines: [
        `dry run ${checkSeconds.toFixed(2)} s, reflecting ${commitSeconds.toFixed(2)} s, ${figures.cpuSeconds.toFixed(2)} CPU-s`,
        against(`${ROWS} rows, dry run and reflecting`, checkSeconds + commitSeconds, 's', 3),
      ],
    }
  })
