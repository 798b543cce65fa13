/**
 * What was asked for cannot be done as it was asked: a wrong option, a name that nothing has, a file that is
 * not there. The command ends with exit code 2.
 *
 * @example
 * throw new UsageError('there is no statement of adda', 'did you mean ada?');
 */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}
