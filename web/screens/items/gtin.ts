/**
 * Checks a GTIN while it is typed; the server checks again.
 *
 * Source: GS1 General Specifications, section 7.9, "Check digit calculations".
 *
 * @returns what is wrong, with the digit it should end in; undefined when nothing is
 */
export function gtinComplaint(gtin: string): string | undefined {
  if (gtin === '') return undefined
  if (!/^\d+$/.test(gtin)) return 'Digits only.'
  if (![8, 12, 13, 14].includes(gtin.length)) {
    return `A GTIN has 8, 12, 13 or 14 digits; these are ${gtin.length}.`
  }
  const wanted = checkDigit(gtin.slice(0, -1))
  if (Number(gtin.at(-1)) === wanted) return undefined
  return `One digit is wrong: by the others it would end in ${wanted}.`
}

/** From the right, digits weigh 3 and 1 in turn. */
function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}
