import { useState } from 'preact/hooks'
import { call, type Output, Problem } from '../../kit/api.ts'
import { Field, Form } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { go } from '../../kit/place.ts'
import { isChosen, type Target, TargetField } from '../open-target.tsx'
import { w } from '../words.ts'

type Course = Output<'course.list'>['courses'][number]

const tokyoDay = (ms: number) => new Date(ms + 32_400_000).toISOString().slice(0, 10)
/** A month from now, or the last day of the 年度 if that comes first. */
const usualDue = (closesOn: string) => {
  const due = tokyoDay(Date.now() + 30 * 86_400_000)
  return due < closesOn ? due : closesOn
}

const mustBeChosen = (target: Target) => {
  if (!isChosen(target))
    throw new Problem({
      kind: 'invalid',
      ja: '対象を選んでください。入力した内容は残っています。',
      en: 'Choose for whom. What you entered is kept.',
    })
}

const Opening = ({ course, unfilled }: { course: Course; unfilled: number }) => {
  const [target, set] = useState<Target>({ kind: 'everyone' })
  const open = async ({ startsOn = '', dueOn = '', closesOn = '' }: Record<string, string>) => {
    mustBeChosen(target)
    const { id, jobId } = await call('assignment.open', {
      edition: course.edition,
      target: target as never,
      startsOn,
      dueOn,
      closesOn,
    })
    go(`/records/${id}?job=${jobId}`)
  }
  const day = (name: 'startsOn' | 'dueOn' | 'closesOn', value: string, hint?: string) => (
    <Field
      name={name}
      label={w(name)}
      type="date"
      required
      value={value}
      hint={hint}
      min={course.openFrom}
      max={course.closesOn}
    />
  )
  return (
    <div class="narrow">
      <p class="lead">
        <strong>
          {course.title}（{w('year', { n: course.fiscalYear })}）
        </strong>
        　
        {w('courseFacts', { lessons: course.lessons, questions: course.questions, minutes: course.minutes })}
      </p>
      <p>{w('openHint')}</p>
      {unfilled > 0 && (
        <p class="notice">
          {w('slotsWarn', { n: unfilled })} <a href="#/company">{w('fill')}</a>
        </p>
      )}
      <Form
        action={w('open')}
        submit={open}
        secondary={
          <a class="button" href="#/education">
            {w('back')}
          </a>
        }
      >
        <TargetField target={target} set={set} />
        <div class="days">
          {day('startsOn', tokyoDay(Date.now()))}
          {day('dueOn', usualDue(course.closesOn), w('dueHint'))}
          {day('closesOn', course.closesOn, w('closesHint'))}
        </div>
      </Form>
    </div>
  )
}

/** 開講: whom, from when, until when. */
export const OpenCourse = ({ edition }: { edition: string }) => {
  const list = useLoad(() => call('course.list', {}), 'courses')
  return (
    <>
      <h1 tabIndex={-1}>{w('openTitle')}</h1>
      <Show of={list}>
        {({ courses, unfilledSlots }) => {
          const course = courses.find((one) => one.edition === edition)
          return course?.state === 'openable' ? (
            <Opening course={course} unfilled={unfilledSlots.length} />
          ) : (
            <p class="notice">
              {w('cannotOpen')} <a href="#/education">{w('toEducation')}</a>
            </p>
          )
        }}
      </Show>
    </>
  )
}
