import type { Output } from '../kit/api.ts'
import { showDay } from '../kit/date.ts'
import { Cell } from './cell.tsx'
import { w } from './words.ts'

export type Member = Output<'member.list'>['members'][number]
export const nameOf = (one: { name?: string | undefined; userId: string }) => one.name ?? one.userId

const tokyoDay = (instant: string) => new Date(Date.parse(instant) + 32_400_000).toISOString().slice(0, 10)

export const StateTag = ({ state }: { state: Member['state'] }) => (
  <span class={state === 'active' ? undefined : 'tag'}>
    {state !== 'active' && <span aria-hidden="true">{state === 'onLeave' ? '‖ ' : '■ '}</span>}
    {w(state)}
  </span>
)

export const Roles = ({ roles }: Pick<Member, 'roles'>) => (
  <>
    {(['administrator', 'manager'] as const).map(
      (role) =>
        roles.includes(role) && (
          <span class="tag role" key={role}>
            {w(role)}
          </span>
        ),
    )}
  </>
)

/** Whether somebody has come yet; for those who have not, until when their slip is good. */
export const SignedIn = ({ one }: { one: Member }) =>
  one.firstSignedInAt ? (
    <span>{showDay(tokyoDay(one.firstSignedInAt))}</span>
  ) : (
    <>
      <span class="tag interrupted">○ {w('notYet')}</span>
      {one.slipUntil && one.slipUntil > new Date().toISOString() && (
        <span class="quiet line">{w('slipUntil', { day: showDay(tokyoDay(one.slipUntil)) })}</span>
      )}
    </>
  )

interface RowsProps {
  readonly members: readonly Member[]
  readonly open: (member: Member) => void
  readonly chosen: ReadonlySet<string>
  readonly choose: (ids: ReadonlySet<string>) => void
}

const Row = ({ one, open, chosen, choose }: Omit<RowsProps, 'members'> & { one: Member }) => (
  <tr class="opens">
    <td class="tick">
      <input
        type="checkbox"
        aria-label={w('chooseOne', { name: nameOf(one) })}
        checked={chosen.has(one.id)}
        onChange={() => {
          const next = new Set(chosen)
          if (!next.delete(one.id)) next.add(one.id)
          choose(next)
        }}
      />
    </td>
    <td class="first">
      <button type="button" class="link opener" onClick={() => open(one)}>
        {one.userId}
      </button>
    </td>
    <td data-label={w('name')}>
      {one.name ?? '—'} <Roles roles={one.roles} />
    </td>
    <Cell of="department">{one.department.join(' > ')}</Cell>
    <Cell of="category">{one.category}</Cell>
    <Cell of="state">
      <StateTag state={one.state} />
    </Cell>
    <Cell of="signedIn">
      <SignedIn one={one} />
    </Cell>
  </tr>
)

/** The roster's rows; each opens beside the list. */
export const MemberRows = ({ members, open, chosen, choose }: RowsProps) => {
  const all = members.length > 0 && members.every(({ id }) => chosen.has(id))
  return (
    <table class="cards-when-narrow">
      <thead>
        <tr>
          <th class="tick" scope="col">
            <span class="hidden">{w('choose')}</span>
            <input
              type="checkbox"
              aria-label={w('chooseAll')}
              checked={all}
              onChange={() => choose(new Set(all ? [] : members.map(({ id }) => id)))}
            />
          </th>
          {(['userId', 'name', 'department', 'category', 'state', 'signedIn'] as const).map((key) => (
            <th key={key} scope="col">
              {w(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {members.map((one) => (
          <Row key={one.id} one={one} open={open} chosen={chosen} choose={choose} />
        ))}
      </tbody>
    </table>
  )
}
