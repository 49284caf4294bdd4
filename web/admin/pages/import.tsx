import { useState } from 'preact/hooks'
import { call, type Output, Problem } from '../../kit/api.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { go } from '../../kit/place.ts'
import { Checked } from '../import-checked.tsx'
import { Choose } from '../import-choose.tsx'
import { Refused } from '../import-reading.tsx'
import { Result } from '../import-result.tsx'
import { Progress, useJob } from '../job.tsx'
import { w } from '../words.ts'

type Import = Output<'roster.get'>
const STAGES = ['stageChoose', 'stageCheck', 'stageReflect', 'stageResult'] as const
const STAGE_OF = { checking: 1, refused: 0, checked: 1, committing: 2, committed: 3 } as const

/** Where one is on the way of four steps. */
const Stages = ({ at }: { at: number }) => (
  <ol class="stages" aria-label={w('stages')}>
    {STAGES.map((stage, n) => (
      <li key={stage} aria-current={n === at ? 'step' : undefined} class={n < at ? 'passed' : undefined}>
        <span class="stage-number" aria-hidden="true">
          {n < at ? '✓' : n + 1}
        </span>
        {w(stage)}
      </li>
    ))}
  </ol>
)

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
      ja: 'ファイルを送れませんでした。名簿は変わっていません。接続を確かめて、もう一度お試しください。',
      en: 'The file could not be sent, and the roster has not changed. Check the connection and try again.',
    })
  await call('file.close', { fileId })
  return call('roster.check', { fileId })
}

const Begin = () => {
  const [busy, setBusy] = useState(false)
  const [problem, set] = useState<Problem>()
  const chosen = async (file: File) => {
    setBusy(true)
    try {
      go(`/import/${(await bring(file)).importId}`)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      set(error)
      setBusy(false)
    }
  }
  return busy ? (
    <Progress job={undefined} label={w('sending')} />
  ) : (
    <Choose problem={problem} chosen={chosen} />
  )
}

const Following = ({ one, ended }: { one: Import; ended: () => void }) => {
  const job = useJob(one.jobId, ended)
  const reflects = one.state === 'committing'
  return (
    <>
      <Progress job={job} label={w(reflects ? 'reflecting' : 'checking')} />
      {reflects && <p class="quiet">{w('reflectStay')}</p>}
    </>
  )
}

const Standing = ({ id }: { id: string }) => {
  const found = useLoad(() => call('roster.get', { importId: id as Import['id'] }), id)
  return (
    <>
      <Stages at={found.value ? STAGE_OF[found.value.state] : 1} />
      <Show of={found}>
        {(one) => {
          if (one.state === 'refused') return <Refused one={one} />
          if (one.state === 'checked') return <Checked one={one} reflected={found.reload} />
          if (one.state === 'committed') return <Result one={one} />
          return <Following key={one.jobId} one={one} ended={found.reload} />
        }}
      </Show>
    </>
  )
}

/** 名簿の取り込み: four steps, and nothing changes before the third. The address keeps the place, also after a reload. */
export const Import = ({ id }: { id: string }) => (
  <>
    <h1 tabIndex={-1}>{w('importTitle')}</h1>
    {id ? (
      <Standing id={id} />
    ) : (
      <>
        <Stages at={0} />
        <Begin />
      </>
    )}
  </>
)
