import { NotFounded } from '../../lambdas/tenant/found.ts'

const CREDENTIALS =
  /CredentialsProviderError|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|TokenProviderError/

/** One line for the terminal: what happened and what to do. */
export const inWords = (error: unknown): string => {
  if (error instanceof NotFounded) return error.message
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  if (CREDENTIALS.test(name))
    return 'No valid AWS credentials were found. Sign in (for example `aws sso login`, then export AWS_PROFILE) and run this again.'
  if (/AccessDenied/.test(name)) return `These credentials may not do this: ${message}`
  return `${message || name} Nothing is lost: once the cause is gone, run the same command again and it goes on.`
}
