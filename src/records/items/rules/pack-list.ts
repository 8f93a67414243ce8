/** Packs as people write them in one cell: `CASE=12; PALLET=480; SHOT=1/25`. */

export type PackRatio = {
  readonly unit: string
  readonly numerator: bigint
  readonly denominator: bigint
}

const packPattern = /^([A-Za-z0-9][A-Za-z0-9_./-]{0,15})\s*=\s*(\d{1,9})(?:\s*\/\s*(\d{1,9}))?$/

/** @returns `undefined` when a part of the text is no pack */
export function parsePacks(text: string): readonly PackRatio[] | undefined {
  const parts = text.split(/[;,]/).map((part) => part.trim())
  const packs = parts.filter((part) => part !== '').map(parsePack)
  return packs.every((pack) => pack !== undefined) ? packs : undefined
}

function parsePack(part: string): PackRatio | undefined {
  const [, unit, numerator, denominator = '1'] = packPattern.exec(part) ?? []
  if (unit === undefined || numerator === undefined) return undefined
  const pack = { unit, numerator: BigInt(numerator), denominator: BigInt(denominator) }
  return pack.numerator > 0n && pack.denominator > 0n ? pack : undefined
}

/** In order of their units, so that the same packs are the same text. */
export function packsText(packs: readonly PackRatio[]): string {
  return packs
    .toSorted((a, b) => (a.unit < b.unit ? -1 : 1))
    .map((pack) => `${pack.unit}=${ratioText(pack)}`)
    .join('; ')
}

export function ratioText({ numerator, denominator }: Omit<PackRatio, 'unit'>): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

/** Those that are there, changed and joined by those that are named. */
export function mergePacks<Pack extends PackRatio>(
  current: readonly Pack[],
  named: readonly Pack[],
): readonly Pack[] {
  const byUnit = new Map(current.map((pack) => [pack.unit, pack]))
  for (const pack of named) byUnit.set(pack.unit, { ...byUnit.get(pack.unit), ...pack })
  return [...byUnit.values()].toSorted((a, b) => (a.unit < b.unit ? -1 : 1))
}
