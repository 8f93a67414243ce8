import type { Control } from '../control.ts'
import { type Attempts, attemptWindowMinutes, mayTry } from '../rules/attempts.ts'
import { hashOfSecret } from '../secrets.ts'
import { countAttempts, forgetAttempts } from '../store.ts'

const minuteMs = 60_000

/**
 * Counts a sign-in before its password is looked at, so that tries sent side by side count too.
 *
 * @returns false when the account or the address tried too often
 */
export async function admitSignIn(
  control: Control,
  given: { readonly email: string; readonly address: string; readonly now: Date },
): Promise<boolean> {
  const account = accountKey(given.email)
  const address = hashOfSecret(`address:${given.address}`)
  const windowEndsAt = new Date(given.now.getTime() + attemptWindowMinutes * minuteMs)
  const counts = await countAttempts(control, [account, address], given.now, windowEndsAt)
  const attempts: Attempts = {
    account: counts.get(account) ?? 0,
    address: counts.get(address) ?? 0,
  }
  return mayTry(attempts)
}

/** After a right password the account starts afresh; the address does not. */
export async function forgiveSignIn(control: Control, email: string, now: Date): Promise<void> {
  await forgetAttempts(control, accountKey(email), now)
}

function accountKey(email: string): string {
  return hashOfSecret(`account:${email.toLowerCase()}`)
}
