/**
 * Goal: a supplier reads what became of each line, in their language, and how it stands now.
 *
 * Method: one order on paper, decided line by line.
 */
import { expect, test } from 'vitest'

import type { Paper } from '../queries/read-paper.ts'
import { decisionLetter } from './decision-letter.ts'

const line = (lineNo: number, quantity: string) => ({
  lineNo,
  sku: 'GLS',
  supplierSku: '',
  description: 'Tumbler',
  quantity: { quantity, unit: 'EA' },
  price: { amount: '7.4000', currency: 'EUR', per: '1', unit: 'EA' },
  value: { amount: '74.00', currency: 'EUR' },
  requestedOn: '2026-02-01',
})

const paper: Paper = {
  orderId: 'order' as Paper['orderId'],
  number: 'PO-00007',
  lifecycle: 'released',
  termsVersion: 1,
  company: { name: 'Marlow & Finch', legalName: '', address: '', taxId: '' },
  supplier: { name: 'Vetreria', address: '', email: 'a@b.example', language: 'en' },
  place: { name: 'Main', address: '', timeZone: 'UTC' },
  buyerName: 'Maya',
  orderedOn: '2026-01-05',
  requestedOn: '2026-02-01',
  paymentTermsDays: 30,
  incoterm: '',
  note: '',
  currency: 'EUR',
  total: { amount: '74.00', currency: 'EUR' },
  lines: [line(1, '8'), line(2, '10')],
}

const decided = {
  reason: 'Too <late>',
  lines: [
    { lineNo: 1, decision: 'accepted' },
    { lineNo: 2, decision: 'rejected' },
    { lineNo: 3, decision: 'accepted' },
  ],
} as const

test('each line is told with how it stands; the link is a mark', () => {
  const letter = decisionLetter(paper, decided)
  expect(letter.subjectLine).toBe('Your answer to order PO-00007: decided by Marlow & Finch')
  expect(letter.text.split('\n').filter((text) => /^(Line|Reason)/.test(text))).toEqual([
    'Line 1: Accepted. It stands at: 8 EA GLS, 7.4000 EUR / EA',
    'Line 2: Declined. It stands at: 10 EA GLS, 7.4000 EUR / EA',
    'Line 3: Accepted. It is cancelled.',
    'Reason: Too <late>',
  ])
  expect(letter.text).toContain('{{link}}')
  expect(letter.html).toContain('href="{{link}}"')
  expect(letter.html).toContain('Too &lt;late&gt;')
})

test('in the language of the supplier', () => {
  const german = { ...paper, supplier: { ...paper.supplier, language: 'de-AT' } }
  expect(decisionLetter(german, decided).text).toContain('Zeile 2: Abgelehnt. Es gilt: 10 EA GLS')
})
