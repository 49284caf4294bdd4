import { showNumber } from '../kit/date.ts'

export interface Chip {
  readonly value: string
  readonly label: string
  readonly count: number | undefined
  readonly alert?: boolean
}

/** Filters with what each would show. */
export const Chips = ({
  chips,
  chosen,
  choose,
  label,
}: {
  chips: readonly Chip[]
  chosen: string | undefined
  choose: (value: string) => void
  label: string
}) => (
  <fieldset class="chips">
    <legend class="hidden">{label}</legend>
    {chips.map((chip) => (
      <button
        key={chip.value}
        type="button"
        class={chip.alert && chip.count ? 'alert' : undefined}
        aria-pressed={chosen === chip.value}
        onClick={() => choose(chip.value)}
      >
        {chip.label}
        <span class="chip-count">{chip.count === undefined ? '…' : showNumber(chip.count)}</span>
      </button>
    ))}
  </fieldset>
)
