import { useState } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { Form, Select } from '../../kit/form.tsx'
import { k } from '../../kit/words.ts'
import { useDepartments } from '../departments.tsx'
import { JobFile } from '../job.tsx'
import { w } from '../words.ts'

/** 初回ログイン案内の作成. */
export const Slips = ({ chosen }: { chosen: readonly string[] }) => {
  const departments = useDepartments()
  const [jobId, setJob] = useState<string>()
  const who = [
    ...(chosen.length > 0 ? [['chosen', w('slipChosen', { n: chosen.length })] as const] : []),
    ['everyone', w('slipAll')] as const,
    ...departments.map(([id, path]) => [id, `${w('department')}：${path}`] as const),
  ]
  return (
    <>
      <h1 tabIndex={-1}>{w('slipTitle')}</h1>
      <p class="lead">{w('slipHint')}</p>
      {jobId ? (
        <>
          <JobFile jobId={jobId} label={k('jobRunning')} />
          <p class="quiet">{w('slipKept')}</p>
        </>
      ) : (
        <div class="narrow">
          <Form
            action={w('slipDo')}
            submit={async ({ target = 'everyone', format }) => {
              const whom =
                target === 'everyone'
                  ? { kind: target }
                  : target === 'chosen'
                    ? { kind: 'members', ids: chosen }
                    : { kind: 'department', departmentId: target }
              setJob((await call('slip.issue', { target: whom as never, format: format as 'pdf' })).jobId)
            }}
          >
            <Select name="target" label={w('slipWho')} options={who} value={who[0]?.[0]} />
            <Select
              name="format"
              label={w('slipFormat')}
              options={[
                ['pdf', w('pdf')],
                ['csv', w('csv')],
              ]}
            />
          </Form>
          <p class="quiet">{w('slipKept')}</p>
        </div>
      )}
    </>
  )
}
