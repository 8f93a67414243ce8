import { optionOfCurrency } from '../../parts/fields/currency-filter.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

const months =
  'January February March April May June July August September October November December'
    .split(' ')
    .map((label, at) => ({ value: String(at + 1), label }))

const nameFields: readonly RecordField[] = [
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
]

const detailFields: readonly RecordField[] = [
  { kind: 'text', key: 'legalName', label: 'Legal name', max: 200 },
  { kind: 'text', key: 'country', label: 'Country', max: 2, hint: 'Two letters, such as DE' },
  { kind: 'text', key: 'timeZone', label: 'Time zone', max: 64, hint: 'Such as Europe/Berlin' },
  { kind: 'text', key: 'taxId', label: 'Tax number', max: 60 },
  { kind: 'text', key: 'address', label: 'Address', max: 1000, isLong: true, isWide: true },
]

export const newCompanyFields: readonly RecordField[] = [
  ...nameFields,
  {
    kind: 'list',
    key: 'currency',
    label: 'Currency of its books',
    isRequired: true,
    hint: 'For good',
    path: '/currencies',
    optionOf: optionOfCurrency,
  },
  {
    kind: 'whole',
    key: 'fiscalYearStartMonth',
    label: 'Fiscal year starts in month',
    hint: '1 is January',
    isRequired: true,
  },
  {
    kind: 'day',
    key: 'periodsFrom',
    label: 'First day to post to',
    hint: 'Empty: this fiscal year',
  },
  ...detailFields,
]

/** Who the company is. */
export const identityFields: readonly RecordField[] = [...nameFields, ...detailFields]

export function monthName(month: number): string {
  return months[month - 1]?.label ?? String(month)
}

/** How far things may go without a person. */
export function policyFields(currency: string): readonly RecordField[] {
  return [
    {
      kind: 'money',
      key: 'approvalOver',
      label: 'Orders need approval over',
      currency,
      hint: 'Empty: never. Zero: always',
    },
    {
      kind: 'percent',
      key: 'receiptOverBps',
      label: 'Receive over by at most',
      isRequired: true,
      hint: 'Of the ordered quantity',
    },
    {
      kind: 'whole',
      key: 'receiptOverUnitsMax',
      label: 'And by at most',
      suffix: 'base units',
      hint: 'Empty: no limit beside the share',
    },
    {
      kind: 'percent',
      key: 'receiptUnderBps',
      label: 'Close short within',
      isRequired: true,
      hint: 'What is missing is let go by itself',
    },
    {
      kind: 'whole',
      key: 'answerLateDaysMax',
      label: 'Accept later by',
      suffix: 'days',
      isRequired: true,
    },
    {
      kind: 'percent',
      key: 'answerShortBpsMax',
      label: 'Accept fewer by',
      isRequired: true,
    },
    {
      kind: 'percent',
      key: 'answerPriceOverBpsMax',
      label: 'Accept dearer by',
      isRequired: true,
    },
  ]
}
