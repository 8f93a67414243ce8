import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/stock-value',
    title: 'Stock value',
    stage: 'Stock',
    rail: { order: 440, label: 'Value' },
    permission: 'stock.read',
    words: 'inventory valuation cost layers',
    load: async () => (await import('./index.tsx')).StockValue,
  },
]
