import { useState } from 'preact/hooks'
import { call, type Output, Problem } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { language, spoken } from '../kit/language.ts'
import { Chips } from './chips.tsx'
import { ErrorsFile } from './import-errors.tsx'
import { Reading } from './import-reading.tsx'
import { ImportRows, type Ticked, type Verdict } from './import-rows.tsx'
import { w } from './words.ts'

type Import = Output<'roster.get'>
const VERDICTS = ['error', 'confirm', 'new', 'change', 'same', 'missing'] as const
const NONE = { new: 0, change: 0, same: 0, confirm: 0, error: 0 }

/** What the button will do, in one sentence with numbers. */
const inWords = (counts: typeof NONE, taken: number): string => {
  const parts = [
    counts.new > 0 && w('sumNew', { n: showNumber(counts.new) }),
    counts.change > 0 && w('sumChange', { n: showNumber(counts.change) }),
    taken > 0 && w('sumConfirm', { n: showNumber(taken) }),
  ].filter(Boolean)
  const left = counts.confirm - taken + counts.error
  return [
    parts.length > 0 ? w('sum', { what: parts.join(language() === 'ja' ? '、' : ', ') }) : w('sumNothing'),
    parts.length === 0 && counts.confirm > 0 && w('sumTick'),
    left > 0 &&
      w('sumLeft', { confirm: showNumber(counts.confirm - taken), error: showNumber(counts.error) }),
  ]
    .filter(Boolean)
    .join(' ')
}

const Notices = ({ one }: { one: Import }) => (
  <>
    {one.noneKnown && (
      <p class="summary" role="alert">
        {w('noneKnown')}
      </p>
    )}
    {(one.newDepartments?.length ?? 0) > 0 && (
      <p class="notice">
        {w('newDepartments', {
          names: (one.newDepartments ?? []).map((path) => path.join(' > ')).join('、'),
        })}
      </p>
    )}
  </>
)

interface ConfirmProps {
  readonly n: number
  readonly ticked: Ticked
  readonly tick: (ticked: Ticked) => void
}
const TickAll = ({ n, ticked, tick }: ConfirmProps) => (
  <>
    <p class="quiet">{w('tickNote')}</p>
    <label class="tick-all">
      <input
        type="checkbox"
        checked={ticked === 'all'}
        onChange={() => tick(ticked === 'all' ? new Set() : 'all')}
      />
      {w('tickAll', { n: showNumber(n) })}
    </label>
  </>
)

/** 確認（まだ反映されません）: what would happen, row by row, and what was read from the file. */
export const Checked = ({ one, reflected }: { one: Import; reflected: () => void }) => {
  const counts = one.counts ?? NONE
  const rows = { ...counts, missing: one.missing ?? 0 }
  const [verdict, setVerdict] = useState<Verdict>(VERDICTS.find((each) => rows[each] > 0) ?? 'new')
  const [ticked, tick] = useState<Ticked>(new Set())
  const [problem, set] = useState<Problem>()
  const taken = ticked === 'all' ? counts.confirm : ticked.size
  const n = counts.new + counts.change + taken
  const reflect = async () => {
    try {
      await call('roster.commit', { importId: one.id, ticked: ticked === 'all' ? ticked : [...ticked] })
      reflected()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      set(error)
    }
  }
  return (
    <section>
      <p class="lead">
        <strong>{w('notReflected')}</strong>
      </p>
      <Notices one={one} />
      <Reading one={one} />
      <Chips
        label={w('stageCheck')}
        chips={VERDICTS.map((value) => ({
          value,
          label: w(`v${value}`),
          count: rows[value],
          alert: value === 'error',
        }))}
        chosen={verdict}
        choose={(value) => setVerdict(value as Verdict)}
      />
      {verdict === 'error' && counts.error > 0 && <ErrorsFile importId={one.id} />}
      {verdict === 'confirm' && counts.confirm > 0 && (
        <TickAll n={counts.confirm} ticked={ticked} tick={tick} />
      )}
      {verdict === 'missing' && rows.missing > 0 && <p class="quiet">{w('missing')}</p>}
      <ImportRows
        key={verdict}
        importId={one.id}
        verdict={verdict}
        total={rows[verdict]}
        ticked={ticked}
        tick={tick}
      />
      <div class="decide">
        <p role="status">{inWords(counts, taken)}</p>
        {problem && (
          <p class="error" role="alert">
            {spoken(problem)}
          </p>
        )}
        <div class="buttons">
          {n > 0 && (
            <button type="button" class="primary" onClick={reflect}>
              {w('reflect', { n: showNumber(n) })}
            </button>
          )}
          <a class="button" href="#/import">
            {w('again')}
          </a>
        </div>
      </div>
    </section>
  )
}
