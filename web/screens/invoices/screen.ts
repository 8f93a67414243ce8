import type { Screen } from '../../shell/screens.ts'

export const screens: readonly Screen[] = [
  {
    path: '/invoices',
    title: 'Invoices',
    stage: 'Pay',
    rail: { order: 320 },
    permission: 'invoices.read',
    words: 'supplier invoices bills payable si',
    load: async () => (await import('./list.tsx')).Invoices,
  },
  {
    path: '/invoices/new',
    title: 'New invoice',
    stage: 'Pay',
    permission: 'invoices.capture',
    words: 'capture bill',
    load: async () => (await import('./capture.tsx')).CaptureInvoice,
  },
  {
    path: '/invoices/$invoiceId',
    title: 'Invoice',
    stage: 'Pay',
    permission: 'invoices.read',
    load: async () => (await import('./invoice.tsx')).Invoice,
  },
]
