/** Age buckets of open accruals, in days. Source: rules.md 3. */
export const ageBuckets = ['0-30', '31-60', '61-90', '90+'] as const

export type AgeBucket = (typeof ageBuckets)[number]

const bounds: Readonly<Record<AgeBucket, readonly [from: number, to: number | undefined]>> = {
  // what is dated ahead is young
  '0-30': [-36_500, 30],
  '31-60': [31, 60],
  '61-90': [61, 90],
  '90+': [91, undefined],
}

export function bucketOf(ageDays: number): AgeBucket {
  return ageBuckets.find((bucket) => ageDays <= (toDays(bucket) ?? ageDays)) ?? '90+'
}

/** The youngest age of a bucket. */
export function fromDays(bucket: AgeBucket): number {
  return bounds[bucket][0]
}

/** The oldest age of a bucket; the last has none. */
export function toDays(bucket: AgeBucket): number | undefined {
  return bounds[bucket][1]
}
