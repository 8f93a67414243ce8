/** The parts of a lead time that are learned each by itself. */
export const leadTimeParts = [
  'whole',
  'late',
  'beyond_terms',
  'approval',
  'answer',
  'supply',
  'production',
  'transit',
  'dock',
] as const

export type LeadTimePart = (typeof leadTimeParts)[number]
