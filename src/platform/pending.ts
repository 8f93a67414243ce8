/** What a transaction will tell and start when it commits; written by one statement at its end. */
export type PendingEvent = {
  readonly id: string
  readonly type: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly payload: Readonly<Record<string, unknown>>
}

export type PendingJob = {
  readonly task: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly jobKey?: string
  /** Smaller runs first; 0 unless said otherwise. */
  readonly priority?: number
  readonly runAt?: Date
  readonly maxAttempts?: number
}

export type Pending = { readonly events: PendingEvent[]; readonly jobs: PendingJob[] }

/** JSON as our rows and events keep it: a bigint is a decimal string, since JSON numbers lose digits. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? part.toString() : part,
  )
}
