import type { Output } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { type Loaded, Show } from '../kit/load.tsx'
import { statusWord } from '../kit/status.tsx'
import { ORDER, rateOf, type Totals, Track } from './totals.tsx'
import { w } from './words.ts'

export type RecordTotals = Output<'record.totals'>
type Department = RecordTotals['departments'][number]

const Figures = ({ totals }: { totals: Totals }) => (
  <>
    <td class="number" data-label={w('target')}>
      {showNumber(totals.target)}
    </td>
    {ORDER.map((status) => (
      <td class="number" key={status} data-label={statusWord(status)}>
        {showNumber(totals[status])}
      </td>
    ))}
    <td data-label={w('rate')}>
      <span class="rate">
        <Track percent={rateOf(totals)} />
        <span>{rateOf(totals)}%</span>
      </span>
    </td>
  </>
)

const Row = ({ one, choose }: { one: Department; choose: (id: string) => void }) => (
  <tr>
    <th scope="row">
      {one.departmentId ? (
        <button type="button" class="link" onClick={() => choose(one.departmentId as string)}>
          {one.path.join(' > ')}
        </button>
      ) : (
        w('noDepartment')
      )}
    </th>
    <Figures totals={one.totals} />
  </tr>
)

interface Props {
  readonly totals: Loaded<RecordTotals>
  readonly choose: (departmentId: string) => void
}

/** 部署ごとの状況: the same figures for each department, as bars and in numbers. */
export const ByDepartment = ({ totals, choose }: Props) => (
  <details class="panel by-department">
    <summary>{w('byDepartment')}</summary>
    <Show of={totals}>
      {(known) => (
        <table class="cards-when-narrow">
          <thead>
            <tr>
              <th scope="col">{w('department')}</th>
              <th scope="col" class="number">
                {w('target')}
              </th>
              {ORDER.map((status) => (
                <th scope="col" class="number" key={status}>
                  {statusWord(status)}
                </th>
              ))}
              <th scope="col">{w('rate')}</th>
            </tr>
          </thead>
          <tbody>
            {known.departments.map((one) => (
              <Row key={one.departmentId ?? 'none'} one={one} choose={choose} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{w('total')}</th>
              <Figures totals={known.totals} />
            </tr>
          </tfoot>
        </table>
      )}
    </Show>
  </details>
)
