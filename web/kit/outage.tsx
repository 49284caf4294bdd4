import { useEffect, useState } from 'preact/hooks'
import { onOutage, probe } from './api.ts'
import { showClock } from './date.ts'
import { k } from './words.ts'

/** Since when the doors have not answered; nothing while they do. */
export const useOutage = (): string | undefined => {
  const [since, set] = useState<string>()
  useEffect(
    () => onOutage((down) => set((old) => (down ? (old ?? new Date().toISOString()) : undefined))),
    [],
  )
  return since
}

/** 「ただいま接続できません」 over every page, from the first failed call until the next good answer. */
export const Outage = () => {
  const since = useOutage()
  useEffect(() => {
    addEventListener('online', probe)
    return () => removeEventListener('online', probe)
  }, [])
  if (!since) return null
  return (
    <div class="outage" role="alert">
      <p>{k('outage', { time: showClock(since) })}</p>
      <button type="button" onClick={probe}>
        {k('retry')}
      </button>
    </div>
  )
}
