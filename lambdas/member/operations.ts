import { readCompany } from '../company/items.ts'
import { isBelow, NO_DEPARTMENT, pathsOf, readDepartments } from '../department/items.ts'
import { mailSteps } from '../mail/items.ts'
import { errand } from '../outbox/items.ts'
import type { Call, Operation } from '../runtime/call.ts'
import { Problem } from '../runtime/problem.ts'
import { refusedAs } from '../runtime/refused-as.ts'
import { houseOfActor } from '../session/house.ts'
import { clearLock, endSessions, isLocked, readLock } from '../session/items.ts'
import { readTallies } from '../tally/items.ts'
import { memberChange, newProfile, type Profile, readProfile } from './items.ts'
import { listed } from './list.ts'
import type { MemberState } from './schema.ts'
import { shown } from './shown.ts'
import { isUserId, normalUserId } from './user-id.ts'

const TAKEN = {
  path: 'userId',
  ja: 'このユーザーIDはすでに使われています。別のIDを入力してください。',
  en: 'This user ID is already in use.',
}
const NOT_AN_ID = {
  path: 'userId',
  ja: 'ユーザーIDは英数字と . _ - @ + の64文字までで入力してください。',
  en: 'Use letters, digits and . _ - @ + (64 at most) for the user ID.',
}
const NOT_HERE = {
  path: 'departmentId',
  ja: '部署が見つかりません。一覧から選び直してください。',
  en: 'Choose a department from the list.',
}

const departmentOf = async (call: Call, id: string | null | undefined) => {
  const departments = await readDepartments(call.table)
  const one = id ? departments.find((each) => each.id === id) : undefined
  if (id && !one) throw new Problem('notFound', { fields: [NOT_HERE] })
  return { paths: pathsOf(departments), deptKey: one?.key ?? NO_DEPARTMENT }
}

const must = async (call: Call, id: string): Promise<Profile> => {
  const one = await readProfile(call.table, id)
  if (!one) throw new Problem('notFound')
  return one
}

/** Administrators are the operating company's to change (white paper 2.1, 5.1). */
const mustNotBeAdministrator = (one: Profile) => {
  if (one.roles.includes('administrator'))
    throw new Problem('notAllowed', {
      words: {
        ja: '管理者の変更は運営会社へご依頼ください。',
        en: 'Please ask the operating company to change an administrator.',
      },
    })
}

export const list: Operation<'member.list'> = async (call, input) => {
  const [company, departments, tallies] = await Promise.all([
    readCompany(call.table),
    readDepartments(call.table),
    readTallies(call.table, 'ROST'),
  ])
  const deptKey = input.departmentId
    ? departments.find((one) => one.id === input.departmentId)?.key
    : undefined
  if (input.departmentId && !deptKey) throw new Problem('notFound')
  const page = await listed(call, company.rosterShards, { ...input, deptKey })
  const paths = pathsOf(departments)
  const here = tallies.filter(({ group }) => !deptKey || isBelow(group, deptKey))
  const sum = (name: string) => here.reduce((total, { of }) => total + of(name), 0)
  return {
    members: page.items.map((one) => shown(one, paths)),
    cursor: page.cursor,
    counts: {
      active: sum('active'),
      onLeave: sum('onLeave'),
      ended: sum('ended'),
      neverSignedIn: sum('neverSignedIn'),
    },
  }
}

export const get: Operation<'member.get'> = async (call, { id }) => {
  const [one, { paths }] = await Promise.all([must(call, id), departmentOf(call, undefined)])
  const lock = await readLock(houseOfActor(call.actor), one.normal)
  return shown(one, paths, { locked: isLocked(lock, call.now) })
}

const save = async (call: Call, before: Profile | undefined, after: Profile) => {
  const { rosterShards } = await readCompany(call.table)
  const steps = memberChange(call.tenancy.prefix, rosterShards, before, after)
  const joined = errand(call.tenancy.prefix, call.newId('out'), call.now, {
    kind: 'member',
    memberId: after.id,
  })
  await refusedAs({ 0: { kind: 'taken', field: TAKEN } }, () =>
    call.commit([...steps, joined], { subject: after.id }),
  )
}

export const create: Operation<'member.create'> = async (call, input) => {
  if (!isUserId(input.userId)) throw new Problem('invalid', { fields: [NOT_AN_ID] })
  const { paths, deptKey } = await departmentOf(call, input.departmentId)
  const normal = normalUserId(input.userId)
  const after = newProfile({
    ...input,
    userId: input.userId.trim(),
    id: call.newId('mem'),
    normal,
    deptKey,
    addedAt: call.now,
  })
  await save(call, undefined, after)
  return shown(after, paths)
}

/** `null` clears, `undefined` leaves. */
const next = <T>(typed: T | null | undefined, now: T | undefined) =>
  typed === undefined ? now : (typed ?? undefined)

const changeMember: Operation<'member.change'> = async (call, input) => {
  if (input.userId !== undefined && !isUserId(input.userId))
    throw new Problem('invalid', { fields: [NOT_AN_ID] })
  const before = await must(call, input.id)
  if (before.version !== input.version) throw new Problem('changed')
  const departmentId = next(input.departmentId, before.departmentId)
  const { paths, deptKey } = await departmentOf(call, departmentId)
  const userId = input.userId?.trim() ?? before.userId
  const after: Profile = {
    ...before,
    userId,
    normal: normalUserId(userId),
    name: next(input.name, before.name),
    mail: next(input.mail, before.mail),
    category: next(input.category, before.category),
    departmentId,
    deptKey,
    version: before.version + 1,
  }
  await save(call, before, after)
  return shown(after, paths)
}

export { changeMember as change }

/**
 * Leaving is felt at the person's next request, which reads the state; the sessions go as well, lest they revive on return.
 * The pool bars only who has left for good: whoever is on leave is told so after the right password.
 */
const toState =
  (state: MemberState) =>
  async (call: Call, { id }: { id: string }) => {
    const before = await must(call, id)
    mustNotBeAdministrator(before)
    const { paths } = await departmentOf(call, undefined)
    const after: Profile = before.state === state ? before : { ...before, state, version: before.version + 1 }
    const house = houseOfActor(call.actor)
    if (after !== before) await save(call, before, after)
    if (state !== 'active') await endSessions(house, id)
    const inPool = state === 'ended' ? house.identity.disable(id) : house.identity.enable(id)
    await inPool.catch((error: Error) => {
      // Whoever never got a password is not in the pool yet.
      if (error.name !== 'UserNotFoundException') throw error
    })
    return shown(after, paths)
  }

export const suspend: Operation<'member.suspend'> = toState('onLeave')
export const restore: Operation<'member.restore'> = toState('active')
export const end: Operation<'member.end'> = toState('ended')

export const unlock: Operation<'member.unlock'> = async (call, { id }) => {
  const one = await must(call, id)
  const house = houseOfActor(call.actor)
  if (isLocked(await readLock(house, one.normal), call.now)) {
    await call.commit([], { subject: id })
    await clearLock(house, one.normal)
  }
  const { paths } = await departmentOf(call, undefined)
  return shown(one, paths, { locked: false })
}

/** Mails a link: to set the first password, or a new one. */
export const invite: Operation<'member.invite'> = async (call, { id }) => {
  const one = await must(call, id)
  mustNotBeAdministrator(one)
  if (!one.mail || one.state !== 'active')
    throw new Problem('notNow', {
      words: {
        ja: 'メールアドレスが登録された利用中の方にだけ送れます。メールのない方には初回ログイン案内を発行してください。',
        en: 'Only active people with a mail address can be sent this. Issue a first sign-in slip for the others.',
      },
    })
  const template = one.firstSignedInAt ? 'reset' : 'invitation'
  await call.commit(
    mailSteps(
      call.tenancy.prefix,
      { template, memberId: id, normal: one.normal },
      call.now,
      call.newId('mai'),
    ),
    { subject: id },
  )
  return { sentTo: one.mail }
}
