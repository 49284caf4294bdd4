/** User pools as data: the tenant template, the data stack and the local service make the same. */
const CLIENT = {
  flows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  accessSeconds: 30 * 60,
  refreshSeconds: 12 * 60 * 60,
  rotationGraceSeconds: 60,
}
export const TENANT_POOL = {
  minimumLength: 12,
  temporaryDays: 30,
  mfa: 'OPTIONAL' as const,
  tags: {} as Record<string, string>,
  ...CLIENT,
}
export const OPERATOR_POOL = { ...TENANT_POOL, temporaryDays: 7, tags: {} as Record<string, string> }
