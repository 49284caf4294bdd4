import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import { sendMail } from './mail/send.ts'
import { log } from './runtime/log.ts'

/** Queue → SES, one call per recipient; a message that failed before the call comes again. */
export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = []
  for (const record of event.Records) {
    const { tenant, mail } = JSON.parse(record.body) as { tenant: string; mail: string }
    try {
      await sendMail(tenant, mail)
    } catch (error) {
      // Not the message: SES names the address in it.
      log.error('mail failed', { mail, name: (error as Error).name })
      failed.push(record.messageId)
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
}
