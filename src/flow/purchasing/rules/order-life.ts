/**
 * The stored life of an order: only what was decided here. That it is in fulfilment or completed
 * follows from its lines; whether it is approved, approvals knows.
 */
const next = {
  draft: ['released', 'cancelled'],
  released: ['released', 'on_hold', 'closed', 'cancelled'],
  on_hold: ['released', 'closed', 'cancelled'],
  closed: ['released'],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export type Lifecycle = keyof typeof next

export function mayBecome(from: Lifecycle, to: Lifecycle): boolean {
  const targets: readonly Lifecycle[] = next[from]
  return targets.includes(to)
}
