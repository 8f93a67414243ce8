import { optionOfCurrency } from '../../parts/fields/currency-filter.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

export const supplierFields: readonly RecordField[] = [
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
  {
    kind: 'list',
    key: 'currency',
    label: 'Currency',
    isRequired: true,
    hint: 'Of orders, until one says otherwise',
    path: '/currencies',
    optionOf: optionOfCurrency,
  },
  {
    kind: 'text',
    key: 'email',
    label: 'E-mail for orders',
    max: 254,
    hint: 'Empty: orders are released without mail',
  },
  { kind: 'text', key: 'phone', label: 'Phone', max: 60 },
  {
    kind: 'whole',
    key: 'paymentTermsDays',
    label: 'Payment terms',
    suffix: 'days',
    isRequired: true,
  },
  { kind: 'text', key: 'incoterm', label: 'Incoterm', max: 60, hint: 'Such as FOB Ningbo' },
  { kind: 'text', key: 'legalName', label: 'Legal name', max: 200 },
  { kind: 'text', key: 'taxId', label: 'Tax number', max: 60 },
  { kind: 'text', key: 'country', label: 'Country', max: 2, hint: 'Two letters, such as DE' },
  {
    kind: 'text',
    key: 'language',
    label: 'Language of papers',
    max: 20,
    hint: 'Such as en or de',
    isRequired: true,
  },
  { kind: 'text', key: 'address', label: 'Address', max: 1000, isLong: true, isWide: true },
  { kind: 'text', key: 'sourceSystem', label: 'Outside system', max: 60 },
  { kind: 'text', key: 'externalId', label: 'Id there', max: 120 },
]

export const supplierDefaults = { paymentTermsDays: 30, language: 'en' }
