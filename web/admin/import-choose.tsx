import { useState } from 'preact/hooks'
import type { Problem } from '../kit/api.ts'
import { spoken } from '../kit/language.ts'
import { w } from './words.ts'

const RULES = ['importRule1', 'importRule2', 'importRule3', 'importRule4'] as const

const template = () => {
  const text =
    '\uFEFFユーザーID,氏名,部署,メールアドレス,区分,利用状態\r\nE0001,見本 花子,営業本部 > 東京営業部,,正社員,利用中\r\n'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = '利用者名簿_見本.csv'
  link.click()
  URL.revokeObjectURL(link.href)
}

interface Props {
  readonly problem: Problem | undefined
  readonly chosen: (file: File) => void
}

/** ファイルを選ぶ: by the button or by dropping it. */
export const Choose = ({ problem, chosen }: Props) => {
  const [over, setOver] = useState(false)
  return (
    <section>
      {problem && (
        <p class="summary" role="alert">
          {spoken(problem)}
        </p>
      )}
      <p class="lead">{w('importHint')}</p>
      <label
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer?.files[0]
          if (file) chosen(file)
        }}
      >
        <span class="button primary">{w('chooseFile')}</span>
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
      <ul class="rules">
        {RULES.map((rule) => (
          <li key={rule}>{w(rule)}</li>
        ))}
      </ul>
    </section>
  )
}
