import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askedFor } from '../../bin/people/asked.ts'
import { addPerson, type Company } from '../../bin/town/found.ts'
import { NotFounded } from '../../lambdas/tenant/found.ts'
import { keptOf } from '../world/kept-of.ts'
import { until } from '../world/office.ts'
import { PASSWORD, startWorld, type World } from '../world/world.ts'

// Each command is a process of its own.
vi.setConfig({ testTimeout: 90_000 })

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const ROOT = new URL('../..', import.meta.url).pathname
/** Each process would otherwise compile the same sources anew. */
const COMPILED = { NODE_COMPILE_CACHE: join(ROOT, '.cache/compile') }
/** Runs the command as a person does, in a process of its own. */
const people = (line: string, env: NodeJS.ProcessEnv = {}) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const args = (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ''))
    execFile(
      process.execPath,
      ['bin/people.ts', ...args],
      { cwd: ROOT, env: { ...process.env, ...COMPILED, ...env } },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
const here = (line: string) => people(`${line} --local ${world.dataDir}`)
const linkIn = (text: string) => /#link=(\S+)/.exec(text)?.[1] ?? ''
const mailsTo = (address: string) => world.cloud.mailbox.all().filter(({ to }) => to === address)
const OWN = 'hajimete-no-aikotoba-2026'
const FOUND =
  "tenant found --code sakura --company '株式会社さくら' --seats 40 --id kanri --name '管理 桜' --mail kanri@sakura.example.jp --reason '申込書 2026-11-01 による'"

test('the first operator comes in by a link that is printed once, sets a password and an authenticator', async () => {
  const added = await here("operator add --id hajime --name '運営 一' --reason 'first operator of the stage'")
  expect(added).toMatchObject({ code: 0, err: '' })
  const token = linkIn(added.out)
  const browser = world.browser().asOperator()
  expect(await browser.call('link.open', { token })).toMatchObject({ userId: 'hajime', minLength: 15 })
  expect((await browser.raw('link.use', { token, password: 'too-short-12' })).status).toBe(422)
  await browser.call('link.use', { token, password: OWN })
  expect((await browser.raw('link.use', { token, password: OWN })).body).toMatchObject({ kind: 'linkOver' })
  expect(await browser.signIn(undefined, 'hajime', OWN)).toMatchObject({ next: 'enrol' })
  await browser.enrol()
  expect(await browser.call('tenant.list', {})).toHaveProperty('tenants')
  const again = await here("operator add --id hajime --name '運営 一' --reason 'first operator of the stage'")
  expect(again.out).not.toContain('#link=')
})

test('a second link of an operator voids the first, and no password is ever shown', async () => {
  const first = await here("operator add --id futari --name '運営 二' --reason 'second operator'")
  const second = await here("operator link --id futari --reason 'the first link was lost'")
  const browser = world.browser().asOperator()
  expect((await browser.raw('link.open', { token: linkIn(first.out) })).body).toMatchObject({
    kind: 'linkOver',
  })
  expect(await browser.call('link.open', { token: linkIn(second.out) })).toMatchObject({ userId: 'futari' })
  expect(`${first.out}${second.out}`).not.toMatch(/password[:=]|パスワード[:：]/i)
})

test('a company is founded once, its first administrator signs in by the mailed link, and who did it stands in the log', async () => {
  expect(await here(FOUND)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('is active') })
  const address = 'kanri@sakura.example.jp'
  const [mail] = await until(
    async () => mailsTo(address),
    (mails) => mails.length > 0,
  )
  const browser = world.browser()
  await browser.call('link.use', { token: linkIn(mail?.text ?? ''), password: OWN })
  expect(await browser.signIn('sakura', 'kanri', OWN)).toMatchObject({ next: 'enrol' })
  await browser.enrol()
  expect(await browser.call('company.get', {})).toMatchObject({ name: '株式会社さくら', seats: 40 })

  expect(await here(FOUND)).toMatchObject({ code: 0 })
  const kept = await keptOf(world, 'sakura')
  expect(kept.filter((one) => one.startsWith('pool '))).toHaveLength(1)
  expect(mailsTo(address)).toHaveLength(1)
  const row = kept.filter((one) => one.includes('"operation":"tenant.found"'))
  expect(row).toHaveLength(1)
  expect(row[0]).toContain('arn:aws:iam::000000000000:user/local')
  expect(row[0]).toContain('申込書 2026-11-01 による')
})

test('a learner who becomes administrator needs the mailed link: the old password opens nothing any more', async () => {
  const one = await world.table.get({ pk: 'CODE#sakura', sk: 'CODE' }, { table: 'registry' })
  const id = String(one?.tenantId)
  const item = await world.table.get({ pk: `TEN#${id}`, sk: 'TENANT' }, { table: 'registry' })
  const company = { ...item, prefix: `T#${id}#`, identity: item } as unknown as Company
  await addPerson(world.cloud, company, { userId: 'M100', name: '昇進 守', password: PASSWORD })
  const learner = world.browser()
  expect(await learner.signIn('sakura', 'm100', PASSWORD)).toMatchObject({ next: 'home' })
  const line =
    "--code sakura --id M100 --name '昇進 守' --mail m100@sakura.example.jp --reason '管理者の交代'"
  expect(await here(`administrator add ${line}`)).toMatchObject({ code: 0 })
  expect((await learner.raw('session.get', {})).status).toBe(401)
  expect(
    (await learner.raw('session.start', { company: 'sakura', userId: 'm100', password: PASSWORD })).status,
  ).toBe(401)
  const [mail] = await until(
    async () => mailsTo('m100@sakura.example.jp'),
    (mails) => mails.length > 0,
  )
  await learner.call('link.use', { token: linkIn(mail?.text ?? ''), password: OWN })
  const step = await learner.signIn('sakura', 'm100', OWN)
  expect(step).toMatchObject({
    next: 'enrol',
    who: { roles: expect.arrayContaining(['learner', 'administrator']) },
  })
})

test('a lost set-up link is mailed anew', async () => {
  expect(
    await here("administrator link --code sakura --id kanri --reason 'the mail was lost'"),
  ).toMatchObject({ code: 0 })
  await until(
    async () => mailsTo('kanri@sakura.example.jp'),
    (mails) => mails.length === 2,
  )
})

test('the list names operators, companies and administrators; the keys of all pools can be read anew', async () => {
  const { out } = await here('list')
  for (const word of ['hajime', 'futari', 'sakura', '株式会社さくら', 'kanri', 'm100@sakura.example.jp'])
    expect(out).toContain(word)
  expect((await here("keys --reason 'a pool has new keys'")).out).toContain('keys of sakura: 1')
})

test.each([
  ['tenant foundle --stage dev', 'There is no command'],
  ['list', '--stage'],
  ['tenant found --stage dev --code x', 'company'],
  ['operator add --stage dev --id a --name b --reason abc', 'reason'],
  ['list --stage dev --pasword x', 'pasword'],
])('what is typed wrongly is answered in words: %s', (line, words) => {
  expect(() => askedFor(line.split(' '))).toThrow(NotFounded)
  expect(() => askedFor(line.split(' '))).toThrow(words)
})

test('without a command the usage is shown, and a directory without a service is named', async () => {
  expect(await people('')).toMatchObject({ code: 0, out: expect.stringContaining('npm run people') })
  const answered = await people('list --local /nonexistent')
  expect(answered).toMatchObject({ code: 1, err: expect.stringMatching(/^No service runs[^\n]*\n$/) })
})

test('without credentials one line says what is missing', async () => {
  const home = mkdtempSync(join(tmpdir(), 'kizuki-home-'))
  const bare = Object.fromEntries(
    Object.entries(process.env).map(([name, value]) => [name, name.startsWith('AWS_') ? undefined : value]),
  )
  const answered = await people('list --stage dev', {
    ...bare,
    HOME: home,
    AWS_EC2_METADATA_DISABLED: 'true',
  })
  rmSync(home, { recursive: true })
  expect(answered.err).toMatch(/^No valid AWS credentials were found\.[^\n]*\n$/)
  expect(answered.code).toBe(1)
})
