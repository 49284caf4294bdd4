import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson } from '../../bin/town/found.ts'
import type { Client } from '../world/client.ts'
import { control } from '../world/control.ts'
import { check, commit, fetchFile } from '../world/office.ts'
import { administratorOf } from '../world/people.ts'
import { pass, setClock } from '../world/time.ts'
import { company, PASSWORD, startWorld, type World } from '../world/world.ts'

let world: World
let code: string
let one: Awaited<ReturnType<typeof company>>
let admin: Client
let again: () => Promise<void>
beforeAll(async () => {
  world = await startWorld()
  setClock('2026-11-25T01:00:00.000Z')
  one = await company(world, 1)
  code = one.code
  ;({ browser: admin, again } = await administratorOf(world, code))
  const people = ['z1,髙﨑 𠮷男,営業,', 'a2,佐藤 花子,総務,', 'a3,,営業,', 'gone,去る 人,営業,退職']
  const found = await check(admin, 'a.csv', ['ID,氏名,部署,利用状態', ...people].join('\n'))
  await commit(admin, found.id)
})
afterAll(() => world.stop())

const issued = async (format: 'pdf' | 'csv') => {
  const { jobId } = await admin.call('slip.issue', { target: { kind: 'everyone' }, format })
  return { job: await admin.job(jobId), ...(await fetchFile(admin, jobId)) }
}
const rowsOf = (bytes: Buffer) =>
  bytes
    .toString()
    .slice(1)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','))
const signIn = (userId: string, password: string) =>
  world.browser().raw('session.start', { company: code, userId, password })

control(
  ['5.2', '5.4'],
  'a slip’s password works once, for whoever has not yet set an own one, and a new slip voids it',
  async () => {
    const first = rowsOf((await issued('csv')).bytes)
    // By department in the order of the tree; nobody who has a password, nobody who has left.
    expect(first.map(([department, , , userId]) => [department, userId])).toEqual([
      ['営業', 'z1'],
      ['営業', 'a3'],
      ['総務', 'a2'],
    ])
    const all = first.map(([, , , , password]) => password as string)
    for (const password of all)
      expect(password).toMatch(/^([A-HJ-NP-Za-km-z2-9]{4}-){2}[A-HJ-NP-Za-km-z2-9]{4}$/)
    expect(new Set(all).size).toBe(3)

    const second = rowsOf((await issued('csv')).bytes)
    expect((await signIn('a2', all[2] ?? '')).status).toBe(401)
    const password = second[2]?.[4] ?? ''
    const browser = world.browser()
    const step = await browser.signIn(code, 'A2', password)
    if (step.next !== 'password') throw new Error('an own password should be demanded')
    await browser.call('session.password', { ticket: step.ticket, password: PASSWORD })
    expect((await signIn('a2', password)).status).toBe(401)
    expect(rowsOf((await issued('csv')).bytes).map(([, , , userId]) => userId)).toEqual(['z1', 'a3'])
  },
)

test('the pdf has a subset of its font, its text can be read and searched, and each department its own page', async () => {
  const { bytes, name, job } = await issued('pdf')
  expect(name).toMatch(/^初回ログイン案内_company-\d+_\d{8}\.pdf$/)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.length).toBeLessThan(200_000)
  expect(job.notes ?? []).toEqual([])
  if (!existsSync('/usr/bin/pdftotext'))
    return void console.warn('pdftotext is not here: the text of the slips was not read')
  const dir = mkdtempSync(join(tmpdir(), 'kizuki-slips-'))
  try {
    const path = join(dir, 'slips.pdf')
    writeFileSync(path, bytes)
    const run = (tool: string, ...how: string[]) => execFileSync(tool, how, { encoding: 'utf8' })
    const text = run('pdftotext', '-layout', path, '-')
    const pages = text.split('\f').filter((page) => page.trim() !== '')
    expect(pages.map((page) => page.match(/初回ログイン案内/g)?.length)).toEqual([2])
    for (const words of ['髙﨑 𠮷男 様', 'z1', 'a3', code, `/c/${code}`, '2026年12月25日', '仮パスワード'])
      expect(text).toContain(words)
    expect(run('pdffonts', path)).toMatch(
      /KIZUKI\+NotoSansJP-Regular\s+CID TrueType\s+Identity-H\s+yes yes yes/,
    )
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('slips can be fetched for 24 hours by who had them made, and are then erased', async () => {
  const { job } = await issued('csv')
  const fileId = job.fileId as `fil_${string}`
  const { url } = await admin.call('file.link', { fileId })
  expect((await fetch(url)).status).toBe(200)
  pass(24 * 60 + 6)
  await again()
  await world.cloud.sweep()
  // As S3 answers whoever may not list what is there.
  expect((await fetch(url)).status).toBe(403)
  expect(await admin.raw('file.link', { fileId })).toMatchObject({ status: 409, body: { kind: 'notNow' } })
})

test('another administrator of the same company cannot fetch slips, but other files', async () => {
  const roles = ['learner', 'administrator']
  await addPerson(world.cloud, one, { userId: 'kanri2', roles, password: PASSWORD })
  const other = world.browser()
  await other.signIn(code, 'kanri2', PASSWORD)
  await other.enrol()
  for (const format of ['csv', 'pdf'] as const) {
    const { fileId } = (await issued(format)).job
    expect((await other.raw('file.link', { fileId })).status).toBe(404)
    expect((await admin.raw('file.link', { fileId })).status).toBe(200)
  }
  const { jobId } = await admin.call('roster.export', { format: 'csv' })
  const { fileId } = await admin.job(jobId)
  expect((await other.raw('file.link', { fileId })).status).toBe(200)
})
