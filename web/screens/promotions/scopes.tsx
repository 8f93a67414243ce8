import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { memo, useCallback, useEffect, useRef, useState } from 'react'

import { DecimalField } from '../../parts/fields/decimal-field.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import type { Option } from '../../parts/fields/search-select.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import type { OwnFieldProps } from '../../parts/record-form/types.ts'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './promotions.module.css'
import { blank, percentOff, ratioOf, type Scope } from './scope.ts'

/** Each has three fields that search. */
const partRows = 15

/** Names of items that were chosen before: by their ids alone they say nothing. */
export type ItemNames = ReadonlyMap<string, Option>

type ScopesProps = OwnFieldProps & { readonly itemNames: ItemNames }

/** What a promotion is about, one row for each thing. */
export function Scopes({ value, onChange, error, isDisabled, itemNames }: ScopesProps) {
  const scopes = (value as readonly Scope[] | undefined) ?? []
  const keys = useRowKeys(scopes.length)
  const { change, remove } = useChanges(scopes, onChange, keys.remove)
  const isRemovable = scopes.length > 1 && !isDisabled
  return (
    <section className={styles.scopes} aria-label="What it is about">
      <Scrollable label="Table of what it is about">
        <table>
          <caption>What it is about</caption>
          <thead>
            <tr>
              <th scope="col">About</th>
              <th scope="col">Which</th>
              <th scope="col">Place</th>
              <th scope="col">Channel</th>
              <th scope="col">Price off</th>
              <td />
            </tr>
          </thead>
          <tbody>
            <InParts
              rows={scopes}
              columns={6}
              noun="Rows"
              part={partRows}
              needs={(scope, at) => isUnfinished(scope) || at === scopes.length - 1}
            >
              {(scope, at) => (
                <Row
                  key={keys.all[at]}
                  scope={scope}
                  at={at}
                  isDisabled={isDisabled}
                  chosen={itemNames.get(scope.itemId ?? '')}
                  change={change}
                  remove={isRemovable ? remove : undefined}
                />
              )}
            </InParts>
          </tbody>
        </table>
      </Scrollable>
      {error ? (
        <p role="alert" className={styles.error}>
          {scopes.some(isUnfinished)
            ? 'Choose the item or category of each row, or let it be about everything.'
            : error}
        </p>
      ) : null}
      {isDisabled ? null : (
        <Button
          variant="default"
          onClick={() => onChange([...scopes, blank])}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
        >
          Add another
        </Button>
      )}
    </section>
  )
}

/** Rows keep their fields while others come and go. */
function useRowKeys(count: number) {
  const [keys, setKeys] = useState<readonly string[]>([])
  const missing = Math.max(0, count - keys.length)
  const all =
    missing === 0 ? keys : [...keys, ...Array.from({ length: missing }, () => crypto.randomUUID())]
  if (missing > 0) setKeys(all)
  return { all, remove: (at: number) => setKeys(all.toSpliced(at, 1)) }
}

/** The same functions all along, so that of many rows only the one that changes is drawn again. */
function useChanges(
  scopes: readonly Scope[],
  onChange: (scopes: readonly Scope[]) => void,
  removeKey: (at: number) => void,
) {
  const now = useRef({ scopes, onChange, removeKey })
  useEffect(() => {
    now.current = { scopes, onChange, removeKey }
  })
  const change = useCallback((at: number, some: Partial<Scope>) => {
    const { scopes: before, onChange: tell } = now.current
    tell(before.map((scope, each) => (each === at ? { ...scope, ...some } : scope)))
  }, [])
  const remove = useCallback((at: number) => {
    now.current.removeKey(at)
    now.current.onChange(now.current.scopes.toSpliced(at, 1))
  }, [])
  return { change, remove }
}

type What = 'item' | 'category' | 'everything'

type RowProps = {
  readonly scope: Scope
  readonly at: number
  readonly isDisabled: boolean
  readonly chosen: Option | undefined
  readonly change: (at: number, some: Partial<Scope>) => void
  readonly remove: ((at: number) => void) | undefined
}

const Row = memo(function Row({ scope, at, isDisabled, chosen, change, remove }: RowProps) {
  const what = whatOf(scope)
  const no = at + 1
  const onChange = (some: Partial<Scope>) => change(at, some)
  const named = { isBare: true, isDisabled, optionOf, onChange: () => undefined }
  return (
    <tr>
      <td data-head="About">
        <NativeSelect
          aria-label={`What scope ${no} is about`}
          disabled={isDisabled}
          value={what}
          data={[
            { value: 'item', label: 'Item' },
            { value: 'category', label: 'Category' },
            { value: 'everything', label: 'Everything' },
          ]}
          onChange={(event) => onChange(blankOf(event.currentTarget.value as What))}
        />
      </td>
      <td data-head="Which" className={styles.which}>
        {what === 'item' ? (
          <ItemSelect
            label={`Item of scope ${no}`}
            isBare
            isDisabled={isDisabled}
            value={scope.itemId || undefined}
            chosen={chosen}
            onChange={(id) => onChange({ itemId: id ?? '' })}
          />
        ) : null}
        {what === 'category' ? (
          <ListSelect<Named>
            {...named}
            label={`Category of scope ${no}`}
            path="/item-categories"
            value={scope.categoryId || undefined}
            onChange={(id) => onChange({ categoryId: id ?? '' })}
          />
        ) : null}
        {what === 'everything' ? <span className={styles.all}>all items</span> : null}
      </td>
      <td data-head="Place">
        <ListSelect<Named>
          {...named}
          label={`Place of scope ${no}`}
          path="/places"
          placeholder="All places"
          value={scope.placeId ?? undefined}
          onChange={(id) => onChange({ placeId: id ?? null })}
        />
      </td>
      <td data-head="Channel">
        <ListSelect<Named>
          {...named}
          label={`Channel of scope ${no}`}
          path="/channels"
          placeholder="All channels"
          value={scope.channelId ?? undefined}
          onChange={(id) => onChange({ channelId: id ?? null })}
        />
      </td>
      <td data-head="Price off">
        <DecimalField
          label={`Price off of scope ${no}`}
          isBare
          isDisabled={isDisabled}
          digitsMax={2}
          allowsNegative
          suffix="%"
          value={percentOff(scope.priceRatioBps)}
          onChange={(percent) => onChange({ priceRatioBps: ratioOf(percent) })}
        />
      </td>
      <td>
        {remove ? (
          <ActionIcon aria-label={`Remove scope ${no}`} onClick={() => remove(at)}>
            <IconX size={14} aria-hidden="true" />
          </ActionIcon>
        ) : null}
      </td>
    </tr>
  )
})

const isUnfinished = ({ itemId, categoryId }: Scope) => itemId === '' || categoryId === ''

type Named = { readonly id: string; readonly code: string; readonly name: string }

const optionOf = ({ id, name, code }: Named): Option => ({ id, label: name, note: code })

function whatOf({ itemId, categoryId }: Scope): What {
  if (itemId !== null) return 'item'
  return categoryId === null ? 'everything' : 'category'
}

function blankOf(what: What): Partial<Scope> {
  return { itemId: what === 'item' ? '' : null, categoryId: what === 'category' ? '' : null }
}
