/**
 * From moves to what they change: units leave one node and arrive at another, and only nodes that
 * are a place with a status keep a balance.
 */
import { invariant } from '#kernel/invariant'

/** Outside the house, where no balance is kept. */
export type OutsideKind = 'supplier' | 'customer' | 'loss' | 'opening' | 'in_transit'

export type Node =
  | { readonly kind: OutsideKind }
  | { readonly kind: 'place'; readonly placeId: string; readonly status: string }

export type Move = {
  /** Unique: which part of which fact this is, so that a retry can't move it twice. */
  readonly key: string
  readonly itemId: string
  readonly lotId?: string | null | undefined
  /** Above zero. */
  readonly units: bigint
  readonly from: Node
  readonly to: Node
  readonly movedOn: string
  readonly causeKind: string
  readonly causeId: string
  readonly orderLineId?: string | null | undefined
}

/** Names one balance. Without a lot it is the balance of units that have none. */
export type BalanceKey = {
  readonly itemId: string
  readonly placeId: string
  readonly status: string
  readonly lotId?: string | null | undefined
}

export type BalanceChange = BalanceKey & { readonly lotId: string | null; readonly units: bigint }

/** What a set of moves changes each balance by, in the order in which balances are locked. */
export function balanceChanges(moves: readonly Move[]): readonly BalanceChange[] {
  const changes = new Map<string, BalanceChange>()
  for (const move of moves) {
    invariant(move.units > 0n, `move ${move.key} moves at least one unit`)
    add(changes, move, move.from, -move.units)
    add(changes, move, move.to, move.units)
  }
  return [...changes.entries()]
    .filter(([, change]) => change.units !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, change]) => change)
}

function add(changes: Map<string, BalanceChange>, move: Move, node: Node, units: bigint): void {
  if (node.kind !== 'place') return
  const lotId = move.lotId ?? null
  const key = `${move.itemId} ${node.placeId} ${node.status} ${lotId ?? '~'}`
  const before = changes.get(key)?.units ?? 0n
  const { placeId, status } = node
  changes.set(key, { itemId: move.itemId, placeId, status, lotId, units: before + units })
}
