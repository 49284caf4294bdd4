import { useState } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { showNumber } from '../../kit/date.ts'
import { Field, Form, Select } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { type Department, pathName } from '../departments.ts'
import { Panel } from '../panel.tsx'
import { w } from '../words.ts'

const MAX_LEVELS = 5

interface EditProps {
  readonly one?: Department
  readonly all: readonly Department[]
  readonly close: (saved?: string) => void
}

const Edit = ({ one, all, close }: EditProps) => (
  <Panel
    title={one ? w('departmentRenameOf', { name: one.name }) : w('departmentAdd')}
    close={() => close()}
    middle
  >
    <Form
      action={one ? w('save') : w('addDo')}
      submit={async ({ name = '', parentId }) => {
        const saved = one
          ? await call('department.change', { id: one.id, name })
          : await call('department.create', {
              name,
              ...(parentId ? { parentId: parentId as Department['id'] } : {}),
            })
        close(saved.name)
      }}
    >
      <Field name="name" label={w('departmentName')} required value={one?.name} />
      {!one && (
        <Select
          name="parentId"
          label={w('departmentParent')}
          options={[
            ['', w('departmentTop')],
            ...all
              .filter(({ path }) => path.length < MAX_LEVELS)
              .map((each) => [each.id, pathName(each)] as const),
          ]}
        />
      )}
    </Form>
  </Panel>
)

const Rows = ({ all, rename }: { all: readonly Department[]; rename: (one: Department) => void }) => (
  <table class="cards-when-narrow">
    <thead>
      <tr>
        {(['department', 'departmentPeople', 'neverSignedIn'] as const).map((key) => (
          <th key={key} scope="col" class={key === 'department' ? undefined : 'number'}>
            {w(key)}
          </th>
        ))}
        <th scope="col">
          <span class="hidden">{w('act')}</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {all.map((one) => (
        <tr key={one.id}>
          <th scope="row">
            <a class={`level level-${one.path.length}`} href={`#/members?department=${one.id}`}>
              <span class="hidden">{one.path.slice(0, -1).map((name) => `${name} > `)}</span>
              {one.name}
            </a>
          </th>
          <td class="number" data-label={w('departmentPeople')}>
            {w('people', { n: showNumber(one.members) })}
          </td>
          <td class="number" data-label={w('neverSignedIn')}>
            {w('people', { n: showNumber(one.newcomers) })}
          </td>
          <td class="act">
            <button
              type="button"
              aria-label={w('departmentRenameOf', { name: one.name })}
              onClick={() => rename(one)}
            >
              {w('departmentRename')}
            </button>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** 部署: the tree, with who is right in each, to add to and rename. */
export const Departments = () => {
  const list = useLoad(() => call('department.list', {}), 'departments')
  const [editing, edit] = useState<Department | 'new'>()
  const [saved, setSaved] = useState<string>()
  const close = (name?: string) => {
    edit(undefined)
    if (!name) return
    setSaved(name)
    list.reload()
  }
  const all = list.value?.departments ?? []
  return (
    <>
      <div class="title-row">
        <h1 tabIndex={-1}>{w('departmentTitle')}</h1>
        <div class="actions">
          <button type="button" class="primary" onClick={() => edit('new')}>
            {w('departmentAdd')}
          </button>
        </div>
      </div>
      <p class="lead">{w('departmentHint')}</p>
      <p role="status" class="after">
        {saved && w('departmentSaved', { name: saved })}
      </p>
      <Show of={list}>
        {({ departments }) =>
          departments.length === 0 ? (
            <p class="notice">{w('departmentNone')}</p>
          ) : (
            <Rows all={departments} rename={edit} />
          )
        }
      </Show>
      {editing && <Edit {...(editing === 'new' ? {} : { one: editing })} all={all} close={close} />}
    </>
  )
}
