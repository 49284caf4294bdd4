import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contentFiles } from '../../bin/content.ts'
import { type Cloud, type CloudOptions, startCloud } from '../../bin/local/cloud.ts'
import { running } from '../../bin/local/door.ts'
import { rootTable } from '../../bin/local/root-table.ts'
import { addPerson, foundCompany } from '../../bin/town/found.ts'
import { clock } from '../../lambdas/runtime/clock.ts'
import { publish } from '../../lambdas/settle.ts'
import { client } from './client.ts'

export const PASSWORD = 'korekara-mainichi-manabu'

/** A cloud of one's own in an empty folder, with the content published; `stop` leaves nothing behind. */
export const startWorld = async (options: Omit<CloudOptions, 'dataDir'> = {}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kizuki-'))
  const cloud = await startCloud({ dataDir, ...options })
  await running.run('root', () => publish(contentFiles()))
  return {
    cloud,
    table: rootTable(cloud),
    dataDir,
    browser: () => client(cloud),
    async stop() {
      clock.source = () => Date.now()
      await cloud.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof startWorld>>

let companies = 0
/** A company with an administrator and some learners, all with passwords of their own. */
export const company = async ({ cloud }: { cloud: Cloud }, learners = 2) => {
  const n = ++companies
  const one = await foundCompany(cloud, { code: `company-${n}`, name: `株式会社テスト${n}`, seats: 100 })
  const administrator = await addPerson(cloud, one, {
    userId: 'kanri',
    name: '管理 花子',
    roles: ['learner', 'administrator'],
    password: PASSWORD,
  })
  const people = []
  for (let i = 1; i <= learners; i++)
    people.push(
      await addPerson(cloud, one, {
        userId: `u${String(i).padStart(3, '0')}`,
        name: `受講 ${i}郎`,
        password: PASSWORD,
      }),
    )
  return { ...one, administrator, learners: people }
}
