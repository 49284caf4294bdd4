import { createHash } from 'node:crypto'
import type { Operation } from '../runtime/call.ts'
import { DAY, MINUTE, plusMs } from '../runtime/clock.ts'
import { Problem } from '../runtime/problem.ts'
import { change, isThere } from '../runtime/step.ts'
import { filesIn } from './files.ts'
import { fileKey, newFile, readFile } from './items.ts'

/** The browser's word for a type differs by machine; the content is judged when it is read. */
const TYPE = 'application/octet-stream'
const MAX = { roster: 50_000_000 } as const
/** What is brought in is kept for a day: long enough to look again, not a second copy of the roster. */
const KEPT_MS = DAY

export const open: Operation<'file.open'> = async (call, { purpose, name }) => {
  const id = call.newId('fil')
  const form = await filesIn(call.tenancy).form(id, TYPE, MAX[purpose])
  const by = call.actor.kind === 'member' ? call.actor.id : ''
  await call.commit(
    [
      newFile(call.tenancy.prefix, {
        id,
        purpose,
        name,
        type: TYPE,
        by,
        at: call.now,
        until: plusMs(call.now, KEPT_MS),
      }),
    ],
    { subject: id },
  )
  return { fileId: id, url: form.url, fields: form.fields }
}

/** Looks at what has really arrived. */
export const close: Operation<'file.close'> = async (call, { fileId }) => {
  const file = await readFile(call.table, fileId)
  if (file?.purpose !== 'roster') throw new Problem('notFound')
  if (file.size !== undefined && file.sha256) return { fileId, size: file.size, sha256: file.sha256 }
  const size = await filesIn(call.tenancy).size(fileId)
  if (size === undefined || size > MAX[file.purpose])
    throw new Problem('notNow', {
      words: {
        ja: 'ファイルが届いていません。もう一度選び直してください。',
        en: 'The file has not arrived. Please choose it again.',
      },
    })
  const hash = createHash('sha256')
  for await (const chunk of await filesIn(call.tenancy).read(fileId)) hash.update(chunk)
  const sha256 = hash.digest('hex')
  await call.commit([change(fileKey(call.tenancy.prefix, fileId), { set: { size, sha256 } }, isThere)], {
    subject: fileId,
    detail: { size },
  })
  return { fileId, size, sha256 }
}

export const link: Operation<'file.link'> = async (call, { fileId }) => {
  const file = await readFile(call.table, fileId)
  const me = call.actor.kind === 'member' ? call.actor.id : ''
  if (file?.purpose !== 'made' || (file.onlyFor && file.onlyFor !== me)) throw new Problem('notFound')
  if (file.until <= call.now)
    throw new Problem('notNow', {
      words: {
        ja: 'ファイルの保管期限が過ぎました。もう一度作成してください。',
        en: 'The file is no longer kept. Please make it again.',
      },
    })
  const url = await filesIn(call.tenancy).link(fileId, file.name, file.type)
  await call.commit([], { subject: fileId })
  return { url, name: file.name, until: plusMs(call.now, 5 * MINUTE) }
}
