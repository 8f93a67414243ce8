/** What purchasing gives over the wire. */
export * from './contract/acts.ts'
export * from './contract/answers.ts'
export * from './contract/history.ts'
export * from './contract/order.ts'
export * from './contract/order-row.ts'
export * from './contract/supplier-page.ts'
