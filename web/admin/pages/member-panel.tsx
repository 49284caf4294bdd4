import { useState } from 'preact/hooks'
import { call, type Output, Problem } from '../../kit/api.ts'
import { Field, Form, Select } from '../../kit/form.tsx'
import { spoken } from '../../kit/language.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { k } from '../../kit/words.ts'
import { Panel } from '../panel.tsx'
import { w } from '../words.ts'

type Member = Output<'member.get'>
type Departments = readonly (readonly [string, string])[]
type DepartmentId = NonNullable<Member['departmentId']>

const Fields = ({ one, departments }: { one?: Member; departments: Departments }) => (
  <>
    <Field name="userId" label={w('userId')} required value={one?.userId} />
    <Field name="name" label={w('name')} value={one?.name} />
    <Select
      name="departmentId"
      label={w('department')}
      options={[['', w('none')], ...departments]}
      value={one?.departmentId ?? ''}
    />
    <Field name="mail" label={w('mail')} type="email" inputMode="email" value={one?.mail} />
    <Field name="category" label={w('category')} value={one?.category} />
  </>
)

export const AddMember = ({ departments, close }: { departments: Departments; close: () => void }) => (
  <Panel title={w('add')} close={close}>
    <Form
      action={w('addDo')}
      submit={async (values) => {
        const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
        await call('member.create', { userId: '', ...given } as never)
        close()
      }}
    >
      <Fields departments={departments} />
    </Form>
  </Panel>
)

const ACTS = { active: ['suspend', 'end'], onLeave: ['restore', 'end'], ended: ['restore'] } as const

const Acts = ({ one, reload }: { one: Member; reload: () => void }) => {
  const [asking, ask] = useState<'suspend' | 'end'>()
  const [told, tell] = useState<string>()
  const act = async (run: () => Promise<unknown>) => {
    try {
      await run()
      ask(undefined)
      reload()
    } catch (error) {
      if (error instanceof Problem) tell(spoken(error))
    }
  }
  const id = one.id
  if (one.roles.includes('administrator')) return <p class="notice">{w('adminNote')}</p>
  if (asking)
    return (
      <div class="notice">
        <p>{w(asking === 'end' ? 'endConfirm' : 'suspendConfirm', { name: one.name ?? one.userId })}</p>
        <div class="buttons">
          <button type="button" class="danger" onClick={() => act(() => call(`member.${asking}`, { id }))}>
            {w(asking)}
          </button>
          <button type="button" onClick={() => ask(undefined)}>
            {k('cancel')}
          </button>
        </div>
      </div>
    )
  return (
    <div class="acts">
      {told && (
        <p class="notice" role="status">
          {told}
        </p>
      )}
      {ACTS[one.state].map((name) => (
        <button
          key={name}
          type="button"
          onClick={() => (name === 'restore' ? act(() => call('member.restore', { id })) : ask(name))}
        >
          {w(name)}
        </button>
      ))}
      {one.locked && (
        <button type="button" onClick={() => act(() => call('member.unlock', { id }))}>
          {w('unlock')}
        </button>
      )}
      {one.mail && one.state === 'active' && (
        <button
          type="button"
          onClick={() =>
            act(async () => tell(w('invited', { to: (await call('member.invite', { id })).sentTo })))
          }
        >
          {w('invite')}
        </button>
      )}
      {!one.firstSignedInAt && one.state === 'active' && (
        <a class="button" href={`#/slips?ids=${id}`}>
          {w('slipOne')}
        </a>
      )}
    </div>
  )
}

/** One person beside the list: change, and the acts that their state allows. */
export const MemberPanel = ({
  id,
  departments,
  close,
}: {
  id: Member['id']
  departments: Departments
  close: () => void
}) => {
  const member = useLoad(() => call('member.get', { id }), id)
  const [saved, setSaved] = useState(false)
  return (
    <Panel title={w('members')} close={close}>
      <Show of={member}>
        {(one) => (
          <div key={one.version}>
            {saved && (
              <p class="notice" role="status">
                {w('saved')}
              </p>
            )}
            <p>
              {w('state')}：{w(one.state)}
            </p>
            <Form
              action={w('save')}
              submit={async ({ userId = '', name, departmentId, mail, category }) => {
                await call('member.change', {
                  id,
                  version: one.version,
                  userId,
                  name: name || null,
                  mail: mail || null,
                  category: category || null,
                  departmentId: (departmentId || null) as DepartmentId | null,
                })
                setSaved(true)
                member.reload()
              }}
            >
              <Fields one={one} departments={departments} />
            </Form>
            <Acts one={one} reload={member.reload} />
          </div>
        )}
      </Show>
    </Panel>
  )
}
