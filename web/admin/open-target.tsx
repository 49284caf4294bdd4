import { useEffect, useState } from 'preact/hooks'
import { call, type Output } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { useDepartments } from './departments.ts'
import { w } from './words.ts'

type Member = Output<'member.list'>['members'][number]
export type Target =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'departments'; readonly ids: readonly string[] }
  | { readonly kind: 'members'; readonly ids: readonly string[] }

export const isChosen = (target: Target) => target.kind === 'everyone' || target.ids.length > 0

/** How many people a target holds now; counted by the server, for only it knows the whole roster. */
const useCount = (target: Target) => {
  const [count, set] = useState<number>()
  const key = JSON.stringify(target)
  useEffect(() => {
    set(undefined)
    if (!isChosen(target)) return
    let over = false
    call('assignment.preview', { target: target as never }).then(
      ({ members }) => over || set(members),
      () => {},
    )
    return () => {
      over = true
    }
  }, [key])
  return count
}

const flipped = (ids: readonly string[], id: string) =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]

const DepartmentTree = ({
  ids,
  choose,
}: {
  ids: readonly string[]
  choose: (ids: readonly string[]) => void
}) => (
  <div class="tree">
    {useDepartments().map(([id, path]) => (
      <label key={id}>
        <input type="checkbox" checked={ids.includes(id)} onChange={() => choose(flipped(ids, id))} />
        {path}
      </label>
    ))}
  </div>
)

const nameOf = (one: Member) => one.name ?? one.userId

/** People found by the beginning of a name or ID, taken one by one. */
const People = ({ ids, choose }: { ids: readonly string[]; choose: (ids: readonly string[]) => void }) => {
  const [found, setFound] = useState<readonly Member[]>()
  const [known, know] = useState<ReadonlyMap<string, Member>>(new Map())
  const look = async (words: string) =>
    setFound(words ? (await call('member.list', { query: words })).members : undefined)
  const take = (one: Member) => {
    know(new Map([...known, [one.id, one]]))
    choose(flipped(ids, one.id))
  }
  const open = (found ?? []).filter((one) => one.state === 'active' && !ids.includes(one.id))
  return (
    <div class="tree">
      <label class="pick">
        <span>{w('pickHint')}</span>
        <input
          type="search"
          onChange={(event) => void look((event.target as HTMLInputElement).value.trim())}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return
            event.preventDefault()
            void look((event.target as HTMLInputElement).value.trim())
          }}
        />
      </label>
      <p role="status">{found && open.length === 0 && w('pickNone')}</p>
      <ul class="picked">
        {open.map((one) => (
          <li key={one.id}>
            <span>
              {one.userId}　{one.name}　<span class="quiet">{one.department.join(' > ')}</span>
            </span>
            <button
              type="button"
              aria-label={w('addPersonOf', { name: nameOf(one) })}
              onClick={() => take(one)}
            >
              {w('addPerson')}
            </button>
          </li>
        ))}
      </ul>
      <ul class="taken">
        {ids.map((id) => {
          const one = known.get(id)
          return (
            one && (
              <li key={id}>
                <button
                  type="button"
                  aria-label={w('removePersonOf', { name: nameOf(one) })}
                  onClick={() => choose(flipped(ids, id))}
                >
                  {nameOf(one)} <span aria-hidden="true">×</span>
                </button>
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

/** 対象: everybody, departments with what is below, or single people; and how many that is. */
export const TargetField = ({ target, set }: { target: Target; set: (target: Target) => void }) => {
  const count = useCount(target)
  const kind = (name: Target['kind'], word: 'everyone' | 'byDepartments' | 'byMembers') => (
    <label>
      <input
        type="radio"
        name="kind"
        checked={target.kind === name}
        onChange={() => set(name === 'everyone' ? { kind: name } : { kind: name, ids: [] })}
      />
      {w(word)}
    </label>
  )
  return (
    <>
      <fieldset class="field choices">
        <legend>{w('targetKind')}</legend>
        {kind('everyone', 'everyone')}
        {kind('departments', 'byDepartments')}
        {target.kind === 'departments' && (
          <DepartmentTree ids={target.ids} choose={(ids) => set({ kind: 'departments', ids })} />
        )}
        {kind('members', 'byMembers')}
        {target.kind === 'members' && (
          <People ids={target.ids} choose={(ids) => set({ kind: 'members', ids })} />
        )}
      </fieldset>
      <p role="status" class="sum">
        {!isChosen(target)
          ? w('noTarget')
          : count === undefined
            ? w('counting')
            : w('count', { n: showNumber(count) })}
      </p>
    </>
  )
}
