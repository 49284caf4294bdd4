import { useState } from 'preact/hooks'
import { call, type Output, Problem } from '../../kit/api.ts'
import { showNumber } from '../../kit/date.ts'
import { spoken } from '../../kit/language.ts'
import { JobFile, Progress, useJob } from '../job.tsx'
import { w } from '../words.ts'
import { Checked } from './import-rows.tsx'

type Import = Output<'roster.get'>
type Step =
  | { readonly at: 'choose'; readonly problem?: Problem }
  | { readonly at: 'sending' }
  | { readonly at: 'checking' | 'reflecting'; readonly importId: Import['id']; readonly jobId: string }
  | { readonly at: 'checked' | 'result'; readonly one: Import }

/** Sends a file by its presigned form and has it checked. */
const bring = async (file: File) => {
  const { fileId, url, fields } = await call('file.open', {
    purpose: 'roster',
    name: file.name.slice(0, 200),
    size: file.size,
  })
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  const response = await fetch(url, { method: 'POST', body: form }).catch(() => undefined)
  if (!response?.ok)
    throw new Problem({
      kind: 'upload',
      ja: 'ファイルを送れませんでした。接続を確かめて、もう一度お試しください。',
      en: 'The file could not be sent. Check the connection and try again.',
    })
  await call('file.close', { fileId })
  return call('roster.check', { fileId })
}

const template = () => {
  const text =
    '\uFEFFユーザーID,氏名,部署,メールアドレス,区分,利用状態\r\nE0001,見本 花子,営業本部 > 東京営業部,,正社員,利用中\r\n'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = '利用者名簿_見本.csv'
  link.click()
  URL.revokeObjectURL(link.href)
}

const Choose = ({ problem, chosen }: { problem: Problem | undefined; chosen: (file: File) => void }) => (
  <section>
    <h2>{w('importStep1')}</h2>
    {problem && (
      <p class="summary" role="alert">
        {spoken(problem)}
      </p>
    )}
    <p>{w('importHint')}</p>
    <label
      class="drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        const file = event.dataTransfer?.files[0]
        if (file) chosen(file)
      }}
    >
      <span class="button primary">{w('choose')}</span>
      <span class="quiet">{w('drop')}</span>
      <input
        type="file"
        class="hidden"
        accept=".csv,.tsv,.txt,.xlsx"
        onChange={(event) => {
          const file = (event.target as HTMLInputElement).files?.[0]
          if (file) chosen(file)
        }}
      />
    </label>
    <button type="button" class="link" onClick={template}>
      {w('template')}
    </button>
  </section>
)

const Waiting = ({
  step,
  ended,
}: {
  step: Extract<Step, { jobId: string }>
  ended: (one: Import) => void
}) => {
  const job = useJob(step.jobId, async () => ended(await call('roster.get', { importId: step.importId })))
  return <Progress job={job} label={w(step.at)} />
}

const Result = ({ one, again }: { one: Import; again: () => void }) => {
  const [errors, setErrors] = useState<string>()
  return (
    <section>
      <h2>{w('importStep4')}</h2>
      <p class="notice" role="status">
        {w('result', { done: showNumber(one.result?.done ?? 0) })}
      </p>
      {(one.result?.skipped ?? 0) > 0 && (
        <p class="notice">{w('skipped', { n: showNumber(one.result?.skipped ?? 0) })}</p>
      )}
      {errors && <JobFile jobId={errors} label={w('errorsFile')} />}
      <div class="buttons">
        <a class="button primary" href="#/slips">
          {w('nextSlips')}
        </a>
        <a class="button" href="#/members">
          {w('toMembers')}
        </a>
        {(one.counts?.error ?? 0) > 0 && !errors && (
          <button
            type="button"
            onClick={async () => setErrors((await call('roster.errors', { importId: one.id })).jobId)}
          >
            {w('errorsFile')}
          </button>
        )}
        <button type="button" class="link" onClick={again}>
          {w('again')}
        </button>
      </div>
    </section>
  )
}

/** 名簿の取り込み: four steps on one page, and nothing changes before the third. */
export const Import = () => {
  const [step, set] = useState<Step>({ at: 'choose' })
  const fail = (error: unknown) =>
    set({ at: 'choose', ...(error instanceof Problem ? { problem: error } : {}) })
  const chosen = async (file: File) => {
    set({ at: 'sending' })
    await bring(file).then((checking) => set({ at: 'checking', ...checking }), fail)
  }
  const checked = (one: Import) =>
    one.state === 'refused' && one.refusal
      ? fail(new Problem({ kind: 'refused', ...one.refusal }))
      : set({ at: 'checked', one })
  const reflect = (one: Import, ticked: number[] | 'all') =>
    call('roster.commit', { importId: one.id, ticked }).then(
      ({ jobId }) => set({ at: 'reflecting', importId: one.id, jobId }),
      fail,
    )
  return (
    <>
      <h1 tabIndex={-1}>{w('importTitle')}</h1>
      {step.at === 'choose' && <Choose problem={step.problem} chosen={chosen} />}
      {step.at === 'sending' && <Progress job={undefined} label={w('sending')} />}
      {step.at === 'checking' && <Waiting key={step.jobId} step={step} ended={checked} />}
      {step.at === 'checked' && (
        <Checked
          one={step.one}
          reflect={(ticked) => reflect(step.one, ticked)}
          again={() => set({ at: 'choose' })}
        />
      )}
      {step.at === 'reflecting' && (
        <Waiting key={step.jobId} step={step} ended={(one) => set({ at: 'result', one })} />
      )}
      {step.at === 'result' && <Result one={step.one} again={() => set({ at: 'choose' })} />}
    </>
  )
}
