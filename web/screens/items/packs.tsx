import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

import type { PackView } from '#contracts/records/items'

import { type Problem, reasonAt } from '../../api/problem.ts'
import { countText } from '../../look/format.ts'
import { DecimalField } from '../../parts/fields/decimal-field.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { gtinComplaint } from './gtin.ts'
import styles from './items.module.css'

export type PacksProps = {
  readonly packs: readonly PackView[]
  readonly onChange: (packs: readonly PackView[]) => void
  /** The stocking unit. */
  readonly unit: string
  readonly isDisabled: boolean
  readonly problem: Problem | undefined
}

const noPack: PackView = { unit: '', numerator: 1, denominator: 1, gtin: '' }

/** Other units of the item, each an exact fraction of stocking units: 1 CASE = 12 / 1 EA. */
export function Packs({ packs, onChange, unit, isDisabled, problem }: PacksProps) {
  const stocked = unit || 'units'
  return (
    <section aria-label="Packs" className={styles.packs}>
      <h2>Packs</h2>
      <p>
        Other units it is bought, counted and sold in. A pack is an exact fraction of stocking
        units, so that a third of a kilogram stays a third.
      </p>
      {packs.length > 0 ? (
        <Scrollable label="Table of packs">
          <table>
            <caption className={styles.caption}>Packs</caption>
            <thead>
              <tr>
                <th scope="col">Pack</th>
                <th scope="col">Holds</th>
                <th scope="col">Divided by</th>
                <th scope="col">GTIN of the pack</th>
                <th scope="col">Reads</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {packs.map((pack, at) => (
                <Row
                  // biome-ignore lint/suspicious/noArrayIndexKey: a pack has no name before it is typed
                  key={at}
                  pack={pack}
                  no={at + 1}
                  unit={stocked}
                  isDisabled={isDisabled}
                  errorAt={(field) => reasonAt(problem, `/packs/${at}/${field}`)}
                  onChange={(next) => onChange(packs.with(at, next))}
                  remove={() => onChange(packs.toSpliced(at, 1))}
                />
              ))}
            </tbody>
          </table>
        </Scrollable>
      ) : null}
      {isDisabled ? null : (
        <Button
          variant="default"
          onClick={() => onChange([...packs, noPack])}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
        >
          Add a pack
        </Button>
      )}
    </section>
  )
}

type RowProps = {
  readonly pack: PackView
  readonly no: number
  readonly unit: string
  readonly isDisabled: boolean
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (pack: PackView) => void
  readonly remove: () => void
}

function Row({ pack, no, unit, isDisabled, errorAt, onChange, remove }: RowProps) {
  return (
    <tr>
      <td data-head="Pack">
        <TextInput
          aria-label={`Unit of pack ${no}`}
          placeholder="CASE"
          maxLength={16}
          disabled={isDisabled}
          value={pack.unit}
          error={errorAt('unit')}
          onChange={(event) => onChange({ ...pack, unit: event.currentTarget.value.trim() })}
        />
      </td>
      <td data-head="Holds">
        <DecimalField
          label={`Numerator of pack ${no}`}
          isBare
          digitsMax={0}
          suffix={unit}
          isDisabled={isDisabled}
          value={String(pack.numerator)}
          error={errorAt('numerator')}
          onChange={(text) => onChange({ ...pack, numerator: Number(text ?? 0) })}
        />
      </td>
      <td data-head="Divided by">
        <DecimalField
          label={`Denominator of pack ${no}`}
          isBare
          digitsMax={0}
          isDisabled={isDisabled}
          value={String(pack.denominator)}
          error={errorAt('denominator')}
          onChange={(text) => onChange({ ...pack, denominator: Number(text ?? 0) })}
        />
      </td>
      <td data-head="GTIN of the pack">
        <TextInput
          aria-label={`GTIN of pack ${no}`}
          inputMode="numeric"
          maxLength={14}
          disabled={isDisabled}
          value={pack.gtin}
          error={gtinComplaint(pack.gtin) ?? errorAt('gtin')}
          onChange={(event) => onChange({ ...pack, gtin: event.currentTarget.value.trim() })}
        />
      </td>
      <td className={styles.reads}>{readingOf(pack, unit)}</td>
      <td>
        {isDisabled ? null : (
          <ActionIcon aria-label={`Remove pack ${no}`} onClick={remove}>
            <IconX size={14} aria-hidden="true" />
          </ActionIcon>
        )}
      </td>
    </tr>
  )
}

function readingOf({ unit, numerator, denominator }: PackView, stocked: string): string {
  if (unit === '' || numerator < 1 || denominator < 1) return '–'
  const held = denominator === 1 ? countText(numerator) : `${numerator}/${denominator}`
  return `1 ${unit} = ${held} ${stocked}`
}
