/** An error in the words of the service that is stood in for. */
export class Refusal extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}
/** A value that the service's own patterns refuse before it is looked at. */
export const malformed = (message: string) => new Refusal('InvalidParameterException', message)
export const notAuthorized = (message = 'Incorrect username or password.') =>
  new Refusal('NotAuthorizedException', message)
