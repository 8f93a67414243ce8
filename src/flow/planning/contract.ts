/** What planning takes and gives over the wire. */
export * from './contract/decisions.ts'
export * from './contract/faster.ts'
export * from './contract/lanes.ts'
export * from './contract/proposals.ts'
export * from './contract/runs.ts'
export * from './contract/settings.ts'
