/**
 * The control accounts: the books post to these words, never to an account's code.
 *
 * Source: rules.md 3.
 */
export const controls = [
  'inventory',
  'inventory_in_transit',
  'grni',
  'landed_cost_accrual',
  'accounts_payable',
  'supplier_prepayments',
  'rtv_clearing',
  'cogs',
  'price_variance',
  'landed_cost_variance',
  'shrink',
  'fx_realised',
  'fx_unrealised',
  'rounding',
  'purchase_discounts',
  'recoverable_tax',
  'opening_balance',
  'bank',
  'freight_expense',
] as const

export type Control = (typeof controls)[number]

export const accountKinds = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export type AccountKind = (typeof accountKinds)[number]

export type ChartAccount = {
  readonly code: string
  readonly name: string
  readonly kind: AccountKind
  readonly control: Control
}

/** The chart a new company starts with: every control once. Codes and names are the owner's to change. */
export const usualChart: readonly ChartAccount[] = [
  { code: '1000', name: 'Bank', kind: 'asset', control: 'bank' },
  { code: '1200', name: 'Inventory', kind: 'asset', control: 'inventory' },
  { code: '1210', name: 'Inventory in transit', kind: 'asset', control: 'inventory_in_transit' },
  { code: '1300', name: 'Supplier prepayments', kind: 'asset', control: 'supplier_prepayments' },
  { code: '1310', name: 'Returns awaiting credit', kind: 'asset', control: 'rtv_clearing' },
  { code: '1400', name: 'Recoverable tax', kind: 'asset', control: 'recoverable_tax' },
  { code: '2000', name: 'Accounts payable', kind: 'liability', control: 'accounts_payable' },
  { code: '2100', name: 'Goods received, not invoiced', kind: 'liability', control: 'grni' },
  { code: '2110', name: 'Landed cost accrual', kind: 'liability', control: 'landed_cost_accrual' },
  { code: '3000', name: 'Opening balance', kind: 'equity', control: 'opening_balance' },
  { code: '4900', name: 'Purchase discounts', kind: 'income', control: 'purchase_discounts' },
  { code: '5000', name: 'Cost of goods sold', kind: 'expense', control: 'cogs' },
  { code: '5100', name: 'Purchase price variance', kind: 'expense', control: 'price_variance' },
  { code: '5110', name: 'Landed cost variance', kind: 'expense', control: 'landed_cost_variance' },
  { code: '5200', name: 'Shrink and count differences', kind: 'expense', control: 'shrink' },
  { code: '5300', name: 'Freight and handling', kind: 'expense', control: 'freight_expense' },
  { code: '5400', name: 'Exchange differences, realised', kind: 'expense', control: 'fx_realised' },
  {
    code: '5410',
    name: 'Exchange differences, unrealised',
    kind: 'expense',
    control: 'fx_unrealised',
  },
  { code: '5900', name: 'Rounding', kind: 'expense', control: 'rounding' },
]
