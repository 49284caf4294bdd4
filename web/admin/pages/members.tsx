import { useState } from 'preact/hooks'
import { call, type Output } from '../../kit/api.ts'
import { showNumber } from '../../kit/date.ts'
import { Select } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { go } from '../../kit/place.ts'
import { useDepartments, withAll } from '../departments.tsx'
import { Download } from '../download.tsx'
import { w } from '../words.ts'
import { AddMember, MemberPanel } from './member-panel.tsx'

export type Member = Output<'member.list'>['members'][number]
const FILTERS = ['active', 'onLeave', 'ended', 'neverSignedIn'] as const
type Filter = (typeof FILTERS)[number]

const asked = (filter: Filter, departmentId: string, words: string) => ({
  ...(words ? { query: words } : filter === 'neverSignedIn' ? { neverSignedIn: true } : { state: filter }),
  ...(departmentId ? { departmentId: departmentId as NonNullable<Member['departmentId']> } : {}),
})

const place = (query: URLSearchParams, changes: Record<string, string>) => {
  const next = new URLSearchParams({ ...Object.fromEntries(query), ...changes })
  for (const [name, value] of [...next]) if (!value) next.delete(name)
  go(`/members?${next}`)
}

const Rows = ({
  members,
  open,
  chosen,
  choose,
}: {
  members: readonly Member[]
  open: (member: Member) => void
  chosen: ReadonlySet<string>
  choose: (id: string) => void
}) => (
  <table class="cards-on-phone">
    <thead>
      <tr>
        <th class="tick" />
        {(['userId', 'name', 'department', 'category', 'signedIn'] as const).map((key) => (
          <th key={key} scope="col">
            {w(key)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {members.map((one) => (
        <tr key={one.id}>
          <td class="tick">
            <input
              type="checkbox"
              aria-label={one.name ?? one.userId}
              checked={chosen.has(one.id)}
              onChange={() => choose(one.id)}
            />
          </td>
          <td>
            <button type="button" class="link" onClick={() => open(one)}>
              {one.userId}
            </button>
          </td>
          <td data-label={w('name')}>{one.name ?? '—'}</td>
          <td data-label={w('department')}>{one.department.join(' > ') || '—'}</td>
          <td data-label={w('category')}>{one.category ?? '—'}</td>
          <td data-label={w('signedIn')}>{one.firstSignedInAt ? w('done') : w('notYet')}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** 利用者: the roster, filtered and searched; a row opens beside the list. */
export const Members = ({ query }: { query: URLSearchParams }) => {
  const filter = (query.get('filter') ?? 'active') as Filter
  const [departmentId, words] = [query.get('department') ?? '', query.get('q') ?? '']
  const [more, setMore] = useState<readonly Member[]>([])
  const [cursor, setCursor] = useState<string | undefined>()
  const [shown, setShown] = useState<Member | 'new'>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const departments = useDepartments()
  const page = useLoad(async () => {
    const first = await call('member.list', asked(filter, departmentId, words))
    setMore([])
    setCursor(first.cursor)
    return first
  }, `${filter} ${departmentId} ${words}`)
  const next = async () => {
    const following = await call('member.list', {
      ...asked(filter, departmentId, words),
      ...(cursor ? { cursor } : {}),
    })
    setMore([...more, ...following.members])
    setCursor(following.cursor)
  }
  const choose = (id: string) =>
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  const close = () => {
    setShown(undefined)
    page.reload()
  }
  return (
    <>
      <div class="title-row">
        <h1 tabIndex={-1}>{w('members')}</h1>
        <div class="actions">
          <a class="button primary" href="#/import">
            {w('import')}
          </a>
          <button type="button" onClick={() => setShown('new')}>
            {w('add')}
          </button>
          <a class="button" href={`#/slips${chosen.size > 0 ? `?ids=${[...chosen].join(',')}` : ''}`}>
            {w('slips')}
            {chosen.size > 0 && `（${chosen.size}）`}
          </a>
          <Download label={w('download')} order={(format) => call('roster.export', { format })} />
        </div>
      </div>
      <search>
        <form
          class="filters"
          onSubmit={(event) => {
            event.preventDefault()
            place(query, { q: String(new FormData(event.target as HTMLFormElement).get('q') ?? '').trim() })
          }}
        >
          <label>
            <span class="hidden">{w('search')}</span>
            <input name="q" type="search" defaultValue={words} placeholder={w('search')} />
          </label>
          <button type="submit">{w('searchDo')}</button>
          <Select
            name="department"
            label={w('department')}
            options={withAll(departments)}
            value={departmentId}
            onChange={(department) => place(query, { department })}
          />
        </form>
      </search>
      <Show of={page}>
        {({ members, counts }) => (
          <>
            <ul class="chips">
              {FILTERS.map((one) => (
                <li key={one}>
                  <button
                    type="button"
                    aria-pressed={filter === one && !words}
                    onClick={() => place(query, { filter: one, q: '' })}
                  >
                    {w(one)}　{showNumber(counts[one])}
                  </button>
                </li>
              ))}
            </ul>
            {members.length === 0 ? (
              <p class="notice">{w('memberNone')}</p>
            ) : (
              <Rows members={[...members, ...more]} open={setShown} chosen={chosen} choose={choose} />
            )}
            {cursor && (
              <button type="button" onClick={next}>
                {w('more')}
              </button>
            )}
          </>
        )}
      </Show>
      {shown === 'new' && <AddMember departments={departments} close={close} />}
      {shown && shown !== 'new' && <MemberPanel id={shown.id} departments={departments} close={close} />}
    </>
  )
}
