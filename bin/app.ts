import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { judgeByPacks } from '../lib/controls/packs.ts'
import { makeFamily } from '../lib/family.ts'
import { originsOf, stageOf } from '../lib/stage.ts'
import { buildWeb } from './build.ts'
import { contentFiles } from './content.ts'

const CACHE = new URL('../.cache/content', import.meta.url).pathname

/** The release's content as one file named by its digest: the same content is published once. */
const writeContent = () => {
  const text = JSON.stringify(contentFiles())
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const file = `${CACHE}/${digest}.json`
  mkdirSync(CACHE, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, text)
  return { file, digest }
}

const app = new App({ analyticsReporting: false })
const stage = stageOf((name) => app.node.tryGetContext(name))
const webDir = await buildWeb(originsOf(stage).api)
makeFamily(app, stage, { webDir, content: writeContent() })
judgeByPacks(app, stage)
app.synth()
