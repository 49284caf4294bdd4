import { useEffect, useRef, useState } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { showNumber } from '../../kit/date.ts'
import { Select } from '../../kit/form.tsx'
import { go } from '../../kit/place.ts'
import { Chips } from '../chips.tsx'
import { useDepartments, withAll } from '../departments.ts'
import { Download } from '../download.tsx'
import { List } from '../list.tsx'
import { AddMember, MemberPanel } from '../member-panel.tsx'
import { type Member, MemberRows } from '../member-rows.tsx'
import { usePages } from '../pages-of.ts'
import { w } from '../words.ts'

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

const Search = ({ words, find }: { words: string; find: (words: string) => void }) => {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.value = words
  }, [words])
  return (
    <search>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault()
          find(input.current?.value.trim() ?? '')
        }}
      >
        <label>
          <span>{w('search')}</span>
          <input ref={input} type="search" defaultValue={words} maxLength={64} />
        </label>
        <button type="submit">{w('searchDo')}</button>
      </form>
    </search>
  )
}

const Chosen = ({ ids, clear }: { ids: ReadonlySet<string>; clear: () => void }) => (
  <div class="chosen" role="status">
    <strong>{w('chosen', { n: showNumber(ids.size) })}</strong>
    <a class="button" href={`#/slips?ids=${[...ids].slice(0, 500).join(',')}`}>
      {w('chosenSlips')}
    </a>
    <button type="button" class="link" onClick={clear}>
      {w('chosenClear')}
    </button>
  </div>
)

const Title = ({ add }: { add: () => void }) => (
  <div class="title-row">
    <h1 tabIndex={-1}>{w('members')}</h1>
    <div class="actions">
      <Download label={w('download')} order={(format) => call('roster.export', { format })} />
      <a class="button" href="#/departments">
        {w('departmentsLink')}
      </a>
      <a class="button" href="#/slips">
        {w('slips')}
      </a>
      <button type="button" onClick={add}>
        {w('add')}
      </button>
      <a class="button primary" href="#/import">
        {w('import')}
      </a>
    </div>
  </div>
)

/** 利用者: the roster, filtered and searched; a row opens beside the list. */
export const Members = ({ query }: { query: URLSearchParams }) => {
  const filter = (query.get('filter') ?? 'active') as Filter
  const [departmentId, words] = [query.get('department') ?? '', query.get('q') ?? '']
  const [shown, setShown] = useState<Member['id'] | 'new'>()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const departments = useDepartments()
  const list = usePages(
    (cursor) => call('member.list', { ...asked(filter, departmentId, words), cursor }),
    ({ members }) => members,
    `${filter} ${departmentId} ${words}`,
  )
  const counts = list.first?.counts
  const close = (changed: boolean) => {
    setShown(undefined)
    if (changed) list.reload()
  }
  return (
    <>
      <Title add={() => setShown('new')} />
      <div class="filters">
        <Search words={words} find={(q) => place(query, { q })} />
        <Select
          key={departments.length}
          name="department"
          label={w('department')}
          options={withAll(departments)}
          value={departmentId}
          onChange={(department) => place(query, { department, q: '' })}
        />
      </div>
      <Chips
        label={w('state')}
        chips={FILTERS.map((value) => ({ value, label: w(value), count: counts?.[value] }))}
        chosen={words ? undefined : filter}
        choose={(value) => place(query, { filter: value, q: '' })}
      />
      {words && (
        <p class="found">
          {w('searchResult', { words })}
          <button type="button" class="link" onClick={() => place(query, { q: '' })}>
            {w('searchEnd')}
          </button>
        </p>
      )}
      {chosen.size > 0 && <Chosen ids={chosen} clear={() => choose(new Set())} />}
      <List
        of={list}
        total={words ? undefined : counts?.[filter]}
        empty={
          <>
            <p>{w('memberNone')}</p>
            <p class="quiet">{w('memberNoneHint')}</p>
          </>
        }
      >
        <MemberRows members={list.rows} open={({ id }) => setShown(id)} chosen={chosen} choose={choose} />
      </List>
      {shown === 'new' && <AddMember departments={departments} close={close} />}
      {shown && shown !== 'new' && <MemberPanel id={shown} departments={departments} close={close} />}
    </>
  )
}
