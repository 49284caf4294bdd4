/**
 * What a page may load and speak to: itself, the API, and the files bucket for uploads and photographs. Nothing inline,
 * nobody else.
 */
export const contentSecurityPolicy = ({
  apiOrigin,
  filesOrigin,
}: {
  apiOrigin: string
  filesOrigin: string
}) =>
  [
    "default-src 'self'",
    ['connect-src', "'self'", apiOrigin, filesOrigin].filter(Boolean).join(' '),
    ['img-src', "'self'", 'blob:', filesOrigin].filter(Boolean).join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
