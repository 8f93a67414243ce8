import { StatusBadge } from '../../look/status-badge.tsx'
import { type Word, wordOf } from '../../look/words.ts'

/** How sure it is: from asked for to billed. */
export const firmnessWords: Readonly<Record<string, Word>> = {
  simulated: { tone: 'proposed', label: 'Simulated' },
  planned: { tone: 'proposed', label: 'Planned' },
  requested: { tone: 'proposed', label: 'Requested' },
  ordered: { tone: 'info', label: 'Ordered' },
  confirmed: { tone: 'ok', label: 'Confirmed' },
  shipped: { tone: 'ok', label: 'Shipped' },
  invoiced: { tone: 'ok', label: 'Invoiced' },
}

export function Firmness({ firmness }: { readonly firmness: string }) {
  const { tone, label } = wordOf(firmnessWords, firmness)
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}
