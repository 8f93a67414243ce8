/** What a period is marked with. A series keeps a bit for each kind. */

export const markBits = {
  stock_out: 1,
  spike: 2,
  promotion: 4,
  one_off: 8,
  excluded: 16,
  event: 32,
} as const

export type MarkKind = keyof typeof markBits

export const markKinds = Object.keys(markBits) as readonly MarkKind[]

/** The kinds a person may say. */
export const personMarkKinds = ['stock_out', 'spike', 'promotion', 'one_off', 'excluded'] as const

export type PersonMarkKind = (typeof personMarkKinds)[number]

export function kindsOf(bits: number): readonly MarkKind[] {
  return markKinds.filter((kind) => (bits & markBits[kind]) !== 0)
}

export function hasMark(bits: number, kind: MarkKind): boolean {
  return (bits & markBits[kind]) !== 0
}
