/**
 * Global trade item numbers: 8, 12, 13 or 14 digits, of which the last checks the others.
 *
 * Source: GS1 General Specifications, section 7.9, "Check digit calculations".
 */

const lengths: ReadonlySet<number> = new Set([8, 12, 13, 14])

export function isGtin(text: string): boolean {
  if (!/^\d+$/.test(text) || !lengths.has(text.length)) return false
  return checkDigit(text.slice(0, -1)) === Number(text.at(-1))
}

/** From the right, digits weigh 3 and 1 in turn; the check digit fills the sum up to the next ten. */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** All lengths name the same thing by the same number: compared in fourteen digits. */
export function gtin14(gtin: string): string {
  return gtin.padStart(14, '0')
}
