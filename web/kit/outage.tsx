import { useEffect, useState } from 'preact/hooks'
import { onOutage } from './api.ts'
import { showClock } from './date.ts'
import { k } from './words.ts'

/** 「ただいま接続できません」 over every page, from the first failed call until the next good answer. */
export const Outage = () => {
  const [since, set] = useState<string>()
  useEffect(
    () => onOutage((down) => set((old) => (down ? (old ?? new Date().toISOString()) : undefined))),
    [],
  )
  if (!since) return null
  return (
    <div class="outage" role="alert">
      <p>{k('outage', { time: showClock(since) })}</p>
      <button type="button" onClick={() => location.reload()}>
        {k('retry')}
      </button>
    </div>
  )
}
