import { w } from '../words.ts'

/** An address that leads nowhere. */
export const Lost = () => (
  <>
    <h1 tabIndex={-1}>{w('lostTitle')}</h1>
    <p class="lead">{w('lost')}</p>
  </>
)
