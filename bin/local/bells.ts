import type { Names } from '../../lib/names.ts'
import { newBell } from './bell.ts'

interface Written {
  readonly Item?: { readonly sk?: { readonly S?: string } }
}
interface Sent extends Written {
  readonly QueueUrl?: string
  readonly TransactItems?: readonly { readonly Put?: Written }[]
}
const isErrand = (one: Written | undefined) => one?.Item?.sk?.S?.startsWith('OUT#') === true

/** A bell for each worker, and who rings it: an errand written, a message sent. */
export const bellsOf = (names: Names) => {
  const bells = { stream: newBell(), audit: newBell(), jobs: newBell(), mail: newBell() }
  return {
    ...bells,
    /** Told of each call that went well. */
    heard(service: string, command: string, input: Sent) {
      if (service === 'SQS' && command === 'SendMessage')
        (input.QueueUrl?.endsWith(names.queues.mail) ? bells.mail : bells.jobs).ring()
      if (
        service === 'DynamoDB' &&
        (isErrand(input) || input.TransactItems?.some(({ Put }) => isErrand(Put)))
      )
        bells.stream.ring()
    },
  }
}
