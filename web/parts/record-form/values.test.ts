/** Goal: all that is missing is named at once. */
import { expect, test } from 'vitest'

import type { RecordField } from './types.ts'
import { missingText } from './values.ts'

test('every required field that says nothing is named', () => {
  const fields = ['From', 'To', 'Note'].map(
    (label): RecordField => ({
      kind: 'text',
      key: label,
      label,
      max: 9,
      isRequired: label !== 'Note',
    }),
  )
  expect(missingText(fields, { From: ' ' })).toBe('Still missing: From, To.')
  expect(missingText(fields, { From: 'EDI' })).toBe('Still missing: To.')
  expect(missingText(fields, { From: 'EDI', To: 'RNO' })).toBeUndefined()
})
