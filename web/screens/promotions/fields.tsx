import type { RecordField } from '../../parts/record-form/types.ts'
import { scopesText } from './scope.ts'
import { type ItemNames, Scopes } from './scopes.tsx'
import { kinds } from './words.ts'

/** @param itemNames of the items it is about already */
export function promotionFields(itemNames: ItemNames): readonly RecordField[] {
  return [
    { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
    { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
    { kind: 'choice', key: 'kind', label: 'Kind', options: kinds },
    { kind: 'day', key: 'startsOn', label: 'First day', isRequired: true },
    { kind: 'day', key: 'endsOn', label: 'Last day', isRequired: true },
    {
      kind: 'percent',
      key: 'expectedUpliftBps',
      label: 'Expected demand',
      hint: 'Of the usual, until it is learned: 180 % is 1.8 times',
    },
    { kind: 'text', key: 'note', label: 'Note', max: 2000, isLong: true, isWide: true },
    {
      kind: 'own',
      key: 'scopes',
      label: 'About',
      isWide: true,
      render: (props) => <Scopes {...props} itemNames={itemNames} />,
      textOf: scopesText,
    },
  ]
}
