const BUSY =
  /Throttl|ProvisionedThroughput|TooManyRequests|LimitExceeded|TransactionConflict|TransactionInProgress|Timeout|ECONNREFUSED|ECONNRESET|ServiceUnavailable|SlowDown|InternalServerError|InternalFailure/

/** A service of AWS had no time or no answer: the same may well succeed a little later. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && BUSY.test(`${error.name} ${error.message}`)
