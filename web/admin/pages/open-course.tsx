import { useEffect, useState } from 'preact/hooks'
import { call, type Output } from '../../kit/api.ts'
import { showNumber } from '../../kit/date.ts'
import { Field, Form } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { go } from '../../kit/place.ts'
import { useDepartments } from '../departments.tsx'
import { w } from '../words.ts'

type Course = Output<'course.list'>['courses'][number]

const today = () => new Date(Date.now() + 32_400_000).toISOString().slice(0, 10)
/** A month from now, or the last day of the 年度 if that comes first. */
const usualDue = (closesOn: string) => {
  const due = new Date(Date.now() + 32_400_000 + 30 * 86_400_000).toISOString().slice(0, 10)
  return due < closesOn ? due : closesOn
}

const Opening = ({ course, unfilled }: { course: Course; unfilled: number }) => {
  const departments = useDepartments()
  const [chosen, setChosen] = useState<readonly string[] | undefined>()
  const [count, setCount] = useState<number>()
  const target =
    chosen === undefined
      ? { kind: 'everyone' as const }
      : { kind: 'departments' as const, ids: chosen as never[] }
  const key = chosen?.join(',') ?? 'everyone'
  // the key is the target
  useEffect(() => {
    setCount(undefined)
    if (chosen?.length === 0) return
    let over = false
    call('assignment.preview', { target: target as never }).then(
      ({ members }) => over || setCount(members),
      () => {},
    )
    return () => {
      over = true
    }
  }, [key])
  const flip = (id: string) =>
    setChosen(
      (chosen ?? []).includes(id) ? (chosen ?? []).filter((one) => one !== id) : [...(chosen ?? []), id],
    )
  return (
    <div class="narrow">
      {unfilled > 0 && (
        <p class="notice">
          {w('slotsWarn', { n: unfilled })} <a href="#/company">{w('fill')}</a>
        </p>
      )}
      <Form
        action={w('open')}
        submit={async ({ startsOn = '', dueOn = '', closesOn = '' }) => {
          const { id } = await call('assignment.open', {
            edition: course.edition,
            target: target as never,
            startsOn,
            dueOn,
            closesOn,
          })
          go(`/records/${id}`)
        }}
      >
        <fieldset class="field choices">
          <legend>{w('targetKind')}</legend>
          <label>
            <input
              type="radio"
              name="kind"
              value="everyone"
              checked={chosen === undefined}
              onChange={() => setChosen(undefined)}
            />{' '}
            {w('everyone')}
          </label>
          <label>
            <input
              type="radio"
              name="kind"
              value="departments"
              checked={chosen !== undefined}
              onChange={() => setChosen([])}
            />{' '}
            {w('departments')}
          </label>
          {chosen !== undefined && (
            <div class="tree">
              {departments.map(([id, path]) => (
                <label key={id}>
                  <input type="checkbox" checked={chosen.includes(id)} onChange={() => flip(id)} /> {path}
                </label>
              ))}
            </div>
          )}
        </fieldset>
        <p role="status">{count !== undefined && w('count', { n: showNumber(count) })}</p>
        <Field name="startsOn" label={w('startsOn')} type="date" required value={today()} />
        <Field
          name="dueOn"
          label={w('dueOn')}
          type="date"
          required
          value={usualDue(course.closesOn)}
          max={course.closesOn}
        />
        <Field
          name="closesOn"
          label={w('closesOn')}
          type="date"
          required
          value={course.closesOn}
          max={course.closesOn}
          hint={w('closesHint')}
        />
      </Form>
    </div>
  )
}

/** 開講: whom, from when, until when. */
export const OpenCourse = ({ edition }: { edition: string }) => {
  const list = useLoad(() => call('course.list', {}), 'courses')
  return (
    <Show of={list}>
      {({ courses, unfilledSlots }) => {
        const course = courses.find((one) => one.edition === edition)
        return (
          course && (
            <>
              <h1 tabIndex={-1}>
                {w('openTitle', { title: `${course.title} ${w('year', { n: course.fiscalYear })}` })}
              </h1>
              <Opening course={course} unfilled={unfilledSlots.length} />
            </>
          )
        )
      }}
    </Show>
  )
}
