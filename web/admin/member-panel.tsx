import { useRef, useState } from 'preact/hooks'
import { call, type Output } from '../kit/api.ts'
import { Field, Form, Select } from '../kit/form.tsx'
import { Show, useLoad } from '../kit/load.tsx'
import { MemberActs } from './member-acts.tsx'
import { nameOf, Roles, SignedIn, StateTag } from './member-rows.tsx'
import { Panel } from './panel.tsx'
import { w } from './words.ts'

type Member = Output<'member.get'>
type Departments = readonly (readonly [string, string])[]
type DepartmentId = NonNullable<Member['departmentId']>

const Fields = ({ one, departments }: { one?: Member; departments: Departments }) => (
  <>
    <Field name="userId" label={w('userId')} required value={one?.userId} hint={w('userIdHint')} />
    <Field name="name" label={w('name')} value={one?.name} />
    <Select
      name="departmentId"
      label={w('department')}
      options={[['', w('none')], ...departments]}
      value={one?.departmentId ?? ''}
    />
    <Field
      name="mail"
      label={w('mail')}
      type="email"
      inputMode="email"
      value={one?.mail}
      hint={w('mailHint')}
    />
    <Field name="category" label={w('category')} value={one?.category} hint={w('categoryHint')} />
  </>
)

interface AddProps {
  readonly departments: Departments
  readonly close: (changed: boolean) => void
}

/** One person more; the panel stays for the next one. */
export const AddMember = ({ departments, close }: AddProps) => {
  const [added, setAdded] = useState<readonly string[]>([])
  return (
    <Panel title={w('add')} close={() => close(added.length > 0)}>
      <div role="status">
        {added.map((name) => (
          <p class="notice done" key={name}>
            {w('added', { name })}
          </p>
        ))}
      </div>
      <Form
        key={added.length}
        action={w('addDo')}
        submit={async (values) => {
          const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
          const one = await call('member.create', { userId: '', ...given } as never)
          setAdded([...added, nameOf(one)])
        }}
      >
        <Fields departments={departments} />
      </Form>
    </Panel>
  )
}

const Facts = ({ one }: { one: Member }) => (
  <dl class="facts">
    <dt>{w('state')}</dt>
    <dd>
      <StateTag state={one.state} />
    </dd>
    <dt>{w('signedIn')}</dt>
    <dd>
      <SignedIn one={one} />
    </dd>
    {one.roles.some((role) => role !== 'learner') && (
      <>
        <dt>{w('role')}</dt>
        <dd>
          <Roles roles={one.roles} />
        </dd>
      </>
    )}
  </dl>
)

interface PanelProps extends AddProps {
  readonly id: Member['id']
}

/** One person beside the list: change, and the acts that their state allows. */
export const MemberPanel = ({ id, departments, close }: PanelProps) => {
  const member = useLoad(() => call('member.get', { id }), id)
  const changed = useRef(false)
  const [saved, setSaved] = useState(false)
  const again = () => {
    changed.current = true
    member.reload()
  }
  return (
    <Panel
      title={member.value ? nameOf(member.value) : w('changeTitle')}
      close={() => close(changed.current)}
    >
      <Show of={member}>
        {(one) => (
          <>
            <Facts one={one} />
            <MemberActs one={one} done={again} />
            <h3>{w('changeTitle')}</h3>
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
                again()
              }}
            >
              <Fields one={one} departments={departments} />
            </Form>
            <p role="status" class="after">
              {saved && w('saved')}
            </p>
          </>
        )}
      </Show>
    </Panel>
  )
}
