/** The door of people: who may come in, and as whom. */
export { type AddPerson, type AddPersonOutcome, addPerson } from './actions/add-person.ts'
export { type CreateApiKey, createApiKey, revokeApiKey } from './actions/api-keys.ts'
export {
  type ChangeMembership,
  type ChangeMembershipOutcome,
  changeMembership,
} from './actions/change-membership.ts'
export { createMember, type NewMember } from './actions/create-member.ts'
export { type ResetPasswordOutcome, resetPassword } from './actions/reset-password.ts'
export { admitSignIn, forgiveSignIn } from './actions/sign-in-limit.ts'
export type { Control, OrganizationRef } from './control.ts'
export { claimFirstRun, finishFirstRun, giveUpFirstRun, ownerExists } from './first-run.ts'
export { type Caller, callerByKey, callerBySession } from './queries/callers.ts'
export { readSession, type SessionFacts } from './queries/session.ts'
export { isApiKey } from './rules/api-key.ts'
export { attemptWindowMinutes } from './rules/attempts.ts'
export { markPasswordChanged } from './store.ts'
