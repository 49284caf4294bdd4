import { readFile } from 'node:fs/promises'
import { targetMembers } from '../assignment/target-members.ts'
import { pathsOf, readDepartments } from '../department/items.ts'
import { keepBytes, keepFile } from '../file/keep.ts'
import { identityIn } from '../identity/pool.ts'
import type { Work, Worker } from '../job/work.ts'
import { newcomerPartitions, type Profile, profileKey, profileOf } from '../member/items.ts'
import { readFont } from '../print/font.ts'
import { env } from '../runtime/aws.ts'
import { DAY, plusMs } from '../runtime/clock.ts'
import { isThere } from '../runtime/step.ts'
import { dayOf } from '../runtime/tokyo.ts'
import { each } from '../runtime/walk.ts'
import { printSlips, type Slip, type SlipFrame } from './print.ts'
import type { SlipTarget } from './schema.ts'
import { temporaryPassword } from './temporary-password.ts'

/** As the tenant template says for temporary passwords. */
const VALID_DAYS = 30
/** Making passwords takes the pool some time: more than this would not fit into one job. */
const MOST = 5_000

/** Whoever has set an own password gets no slip: it would void nothing and tempt somebody. */
const isNewcomer = (one: Profile) =>
  one.state === 'active' && !one.firstSignedInAt && !one.roles.includes('administrator')

const people = async (
  { tenancy: { table, prefix }, company }: Work,
  target: SlipTarget,
): Promise<Profile[]> => {
  const found: Profile[] = []
  if (target.kind === 'everyone')
    for await (const page of each(table, newcomerPartitions(prefix, company.rosterShards), { index: 'out' }))
      for (let at = 0; at < page.length; at += 100)
        found.push(
          ...(await table.many(page.slice(at, at + 100).map(({ pk, sk }) => ({ pk, sk })))).map(profileOf),
        )
  else {
    const chosen =
      target.kind === 'members' ? target : { kind: 'departments' as const, ids: [target.departmentId] }
    for await (const page of targetMembers(table, chosen, company.rosterShards)) found.push(...page)
  }
  return found.filter(isNewcomer).sort((a, b) => (`${a.deptKey}#${a.id}` < `${b.deptKey}#${b.id}` ? -1 : 1))
}

/** A new temporary password voids the one before it. */
const reissue = async ({ tenancy, now }: Work, one: Profile): Promise<string> => {
  const identity = identityIn(tenancy)
  const password = temporaryPassword()
  await identity.create(one.id, password).catch((error: Error) => {
    if (error.name !== 'UsernameExistsException') throw error
    return identity.setPassword(one.id, password, false)
  })
  await tenancy.table.change(
    profileKey(tenancy.prefix, one.id),
    { set: { slipUntil: plusMs(now(), VALID_DAYS * DAY) } },
    isThere,
  )
  return password
}

const japaneseDay = (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

const asPdf = async (work: Work, slips: readonly Slip[], frame: SlipFrame) => {
  const font = readFont(
    await readFile(process.env.FONT_FILE ?? new URL('./NotoSansJP-Regular.ttf', import.meta.url)),
  )
  const { bytes, lacking } = printSlips(font, slips, frame)
  async function* whole() {
    yield bytes
  }
  const made = await keepBytes(
    work,
    `初回ログイン案内_${work.company.code}_${dayOf(work.now()).replaceAll('-', '')}.pdf`,
    'application/pdf',
    whole(),
    work.job.by,
  )
  const words = lacking.join(' ')
  const note = {
    ja: `印刷用の書体にない文字は「〓」になりました：${words}`,
    en: `Characters that the font lacks are printed as 〓: ${words}`,
  }
  return { ...made, notes: lacking.length > 0 ? [note] : [] }
}

const asCsv = (work: Work, slips: readonly Slip[], frame: SlipFrame) => {
  async function* rows() {
    yield slips.map((one) => [
      one.department,
      one.name,
      frame.code,
      one.userId,
      one.password,
      frame.url,
      frame.until,
    ])
  }
  const header = ['部署', '氏名', '会社コード', 'ユーザーID', '仮パスワード', 'アドレス', '有効期限']
  return keepFile(
    work,
    { name: `初回ログイン案内_${work.company.code}`, format: 'csv', header, rows: rows(), about: () => [] },
    work.job.by,
  )
}

/**
 * Makes slips with new temporary passwords. They stand in the clear in this file alone, which the person who ordered it
 * may fetch for 24 hours. A slice that died is begun anew: every password of its first try is void.
 */
export const slipJob: Worker = async (work) => {
  const { target, format } = work.job.order as { target: SlipTarget; format: 'pdf' | 'csv' }
  const paths = pathsOf(await readDepartments(work.tenancy.table))
  const members = await people(work, target)
  if (members.length === 0)
    return {
      notes: [
        { ja: '初回ログインがまだの方はいませんでした。', en: 'Everybody chosen has signed in already.' },
      ],
    }
  if (members.length > MOST)
    return {
      notes: [
        {
          ja: `一度に発行できるのは5,000名までです（対象は${members.length.toLocaleString('ja-JP')}名）。部署ごとに発行してください。まだ何も発行していません。`,
          en: `At most 5,000 slips at a time (${members.length} people were chosen). Issue them by department. Nothing has been issued.`,
        },
      ],
    }
  const slips: Slip[] = []
  for (const one of members) {
    const department = (one.departmentId && paths.get(one.departmentId)?.join(' > ')) || ''
    slips.push({ userId: one.userId, name: one.name ?? '', department, password: await reissue(work, one) })
    await work.pause(slips.length, undefined, members.length)
  }
  const { name, code } = work.company
  const frame = {
    company: name,
    code,
    url: `${env('SITE_ORIGIN')}/c/${code}`,
    until: japaneseDay(dayOf(plusMs(work.now(), VALID_DAYS * DAY))),
  }
  return format === 'pdf' ? asPdf(work, slips, frame) : asCsv(work, slips, frame)
}
