import { useState } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { showNumber } from '../../kit/date.ts'
import { Form, Select } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { below, pathName } from '../departments.ts'
import { JobFile } from '../job.tsx'
import { w } from '../words.ts'

const load = async () => {
  const [{ departments }, { counts }] = await Promise.all([
    call('department.list', {}),
    call('member.list', { neverSignedIn: true }),
  ])
  return {
    all: counts.neverSignedIn,
    departments: departments
      .map((one) => ({ one, n: below(departments, one, ({ newcomers }) => newcomers) }))
      .filter(({ n }) => n > 0),
  }
}
type Facts = Awaited<ReturnType<typeof load>>

const targetOf = (target: string, chosen: readonly string[]) => {
  if (target === 'everyone') return { kind: target }
  return target === 'chosen' ? { kind: 'members', ids: chosen } : { kind: 'department', departmentId: target }
}

interface OrderProps {
  readonly facts: Facts
  readonly chosen: readonly string[]
  readonly ordered: (jobId: string) => void
}

const Order = ({ facts, chosen, ordered }: OrderProps) => {
  const who = [
    ...(chosen.length > 0 ? [['chosen', w('slipChosen', { n: showNumber(chosen.length) })] as const] : []),
    ['everyone', w('slipAll', { n: showNumber(facts.all) })] as const,
    ...facts.departments.map(
      ({ one, n }) => [one.id, w('slipOf', { name: pathName(one), n: showNumber(n) })] as const,
    ),
  ]
  return (
    <Form
      action={w('slipDo')}
      submit={async ({ target = 'everyone', format }) => {
        const order = { target: targetOf(target, chosen) as never, format: format as 'pdf' }
        ordered((await call('slip.issue', order)).jobId)
      }}
    >
      <Select name="target" label={w('slipWho')} options={who} value={who[0]?.[0]} />
      <fieldset class="field choices">
        <legend>{w('slipFormat')}</legend>
        {(['pdf', 'csv'] as const).map((format) => (
          <label key={format}>
            <input type="radio" name="format" value={format} defaultChecked={format === 'pdf'} />
            {w(format)}
          </label>
        ))}
      </fieldset>
      <p class="notice">{w('slipVoid')}</p>
      <p class="quiet">{w('slipKept')}</p>
    </Form>
  )
}

/** 初回ログイン案内の作成: for whom, in which form; the file follows on the same page. */
export const Slips = ({ chosen }: { chosen: readonly string[] }) => {
  const facts = useLoad(load, 'newcomers')
  const [jobId, setJob] = useState<string>()
  return (
    <>
      <h1 tabIndex={-1}>{w('slipTitle')}</h1>
      <p class="lead">{w('slipHint')}</p>
      <div class="narrow">
        {jobId ? (
          <>
            <JobFile jobId={jobId} label={w('slipMaking')} ready={w('slipReady')} />
            <p class="quiet">{w('slipKept')}</p>
            <button
              type="button"
              class="link"
              onClick={() => {
                setJob(undefined)
                facts.reload()
              }}
            >
              {w('slipAgain')}
            </button>
          </>
        ) : (
          <Show of={facts}>
            {(known) =>
              known.all === 0 ? (
                <p class="notice">{w('slipNobody')}</p>
              ) : (
                <Order facts={known} chosen={chosen} ordered={setJob} />
              )
            }
          </Show>
        )}
      </div>
    </>
  )
}
