/** The door of returns: goods that go back to their supplier, and what that does to what is owed. */

export { type PostReturn, postReturn } from './actions/post-return.ts'
export type { ReturnOutcome } from './actions/posted.ts'
export type { LineToReturn } from './actions/read-return.ts'
export { type ReverseReturn, reverseReturn } from './actions/reverse-return.ts'
export { returnsChecks } from './book-checks.ts'
export type { ReturnId } from './return.ts'
