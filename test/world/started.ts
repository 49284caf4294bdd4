import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { contentFiles } from '../../bin/content.ts'
import { startCloud } from '../../bin/local/cloud.ts'
import { running } from '../../bin/local/door.ts'
import { addPerson, foundCompany } from '../../bin/town/found.ts'
import { publish } from '../../lambdas/settle.ts'

/** The service as a process of its own, for tests that kill it: `node service.ts <data folder> <port> <password>`. */
const [, , dataDir = '', port = '0', password = ''] = process.argv
const isNew = !existsSync(join(dataDir, 'local.db'))
const cloud = await startCloud({ dataDir, port: Number(port) })
await running.run('root', () => publish(contentFiles()))
if (isNew) {
  const one = await foundCompany(cloud, { code: 'crash-firm', name: '株式会社たおれて', seats: 100 })
  const roles = ['learner', 'administrator']
  await addPerson(cloud, one, { userId: 'kanri', name: '管理 花子', roles, password })
  await addPerson(cloud, one, { userId: 'u001', name: '受講 一郎', password })
}
process.once('SIGTERM', () => void cloud.stop().then(() => process.exit(0)))
process.stdout.write(`ready ${JSON.stringify({ origin: cloud.origin, dynamo: cloud.dynamo })}\n`)
