import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/stock-moves',
    title: 'Stock moves',
    stage: 'Stock',
    rail: { order: 420, label: 'Moves' },
    permission: 'stock.read',
    words: 'inventory history in out',
    load: async () => (await import('./index.tsx')).StockMoves,
  },
]
