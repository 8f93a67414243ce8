/** How often a password may be tried, by account and by address. */
export const attemptsPerAccountMax = 10
export const attemptsPerAddressMax = 100
export const attemptWindowMinutes = 15

export type Attempts = { readonly account: number; readonly address: number }

/** @param attempts in the running window, this one among them */
export function mayTry(attempts: Attempts): boolean {
  return attempts.account <= attemptsPerAccountMax && attempts.address <= attemptsPerAddressMax
}
