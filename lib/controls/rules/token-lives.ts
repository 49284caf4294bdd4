import { each, get, type Rule, unless } from '../resource.ts'

const MINUTES: Record<string, number> = { seconds: 1 / 60, minutes: 1, hours: 60, days: 1440 }
/** The longest lives: of an access token half an hour, of a sign-in half a day. */
const CEILINGS = { AccessToken: 30, IdToken: 30, RefreshToken: 12 * 60 }

/** A stolen token must soon be worth nothing, and a refresh token works once. */
export const tokenLives: Rule = {
  name: 'token lives',
  says: 'tokens live 30 minutes, sign-ins 12 hours, refresh tokens rotate and can be revoked',
  judge: each(['AWS::Cognito::UserPoolClient'], ({ properties }) => {
    const minutes = (token: string) =>
      Number(get(properties, `${token}Validity`)) *
      (MINUTES[String(get(properties, `TokenValidityUnits.${token}`))] ?? Number.NaN)
    return unless(
      ...Object.entries(CEILINGS).map(
        ([token, most]) => [minutes(token) <= most, `lets an ${token} live too long`] as const,
      ),
      [get(properties, 'RefreshTokenRotation.Feature') === 'ENABLED', 'does not rotate refresh tokens'],
      [
        Number(get(properties, 'RefreshTokenRotation.RetryGracePeriodSeconds')) <= 60,
        'takes an old refresh token for too long',
      ],
      [get(properties, 'EnableTokenRevocation') === true, 'cannot revoke'],
    )
  }),
}
