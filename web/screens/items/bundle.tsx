import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'

import type { BundlePartView, ItemView } from '#contracts/records/items'

import { useAct } from '../../api/acts.ts'
import { type Problem, reasonAt } from '../../api/problem.ts'
import { useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { countText, quantityText } from '../../look/format.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DecimalField } from '../../parts/fields/decimal-field.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import type { Option } from '../../parts/fields/search-select.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { toast } from '../../parts/toast.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './items.module.css'

/** A part as it is written. */
type Part = {
  readonly chosen: Option | undefined
  readonly partItemId: string | undefined
  /** The part's stocking unit. */
  readonly unit: string
  readonly quantity: string | undefined
  readonly priceShare: string | undefined
}

const noPart: Part = {
  chosen: undefined,
  partItemId: undefined,
  unit: '',
  quantity: undefined,
  priceShare: undefined,
}

const partsMax = 100

type BundleProps = { readonly item: ItemView }

/** What one of it is made of, where it is sold as a bundle; and the bundles that it is a part of. */
export function Bundle({ item }: BundleProps) {
  const query = { bundleItemId: item.id, limit: partsMax, sort: 'part' }
  const { page } = useList<BundlePartView>('/bundle-parts', query)
  if (page === undefined) return <p aria-busy="true" className={styles.packs} />
  return <Known key={item.id} item={item} saved={page.items} />
}

function Known({ item, saved }: BundleProps & { readonly saved: readonly BundlePartView[] }) {
  const mayWrite = usePermission('records.write')
  // Undefined: nothing was changed since it was read.
  const [written, setWritten] = useState<readonly Part[]>()
  const parts = written ?? saved.map(partOf)
  const [isApart, setApart] = useState(false)
  const path = `/bundle-parts/${item.id}`
  const act = useAct(
    () => ({ method: 'PUT', path, body: { parts: parts.map(bodyOf) } }),
    () => {
      const noun = parts.length === 1 ? 'part' : 'parts'
      toast({ text: `${item.name} is made of ${countText(parts.length)} ${noun}.` })
      setWritten(undefined)
    },
  )
  const isWhole = parts.length > 0 && parts.every((part) => part.partItemId && part.quantity)
  const isChanged = JSON.stringify(parts) !== JSON.stringify(saved.map(partOf))
  const change = (at: number, some: Partial<Part>) =>
    setWritten((now = parts) => now.map((part, no) => (no === at ? { ...part, ...some } : part)))
  return (
    <section aria-label="Bundle" className={styles.packs}>
      <h2>Made of</h2>
      <p>
        {parts.length === 0
          ? 'Sold as itself. Name its parts to sell it as a bundle: customers order it, and its parts are wanted, planned and shipped.'
          : `One ${item.unit} of it. Orders that are there keep the parts they were made with.`}
      </p>
      {act.problem ? <Refusal problem={act.problem} sentence="The parts were not saved." /> : null}
      {parts.length > 0 ? (
        <Parts
          parts={parts}
          problem={act.problem}
          isDisabled={!mayWrite}
          change={change}
          remove={(at) => setWritten(parts.toSpliced(at, 1))}
        />
      ) : null}
      {mayWrite ? (
        <div className={styles.acts}>
          <Button
            variant="default"
            disabled={parts.length >= partsMax}
            onClick={() => setWritten([...parts, noPart])}
            leftSection={<IconPlus size={14} aria-hidden="true" />}
          >
            Add a part
          </Button>
          {saved.length > 0 ? (
            <Button variant="default" onClick={() => setApart(true)}>
              Sell as one item…
            </Button>
          ) : null}
          <Button
            disabled={!isWhole || !isChanged}
            loading={act.isRunning}
            onClick={() => void act.run()}
          >
            Save parts
          </Button>
        </div>
      ) : null}
      <PartOf item={item} />
      {isApart ? (
        <TakeApart
          item={item}
          close={() => {
            setApart(false)
            setWritten(undefined)
          }}
        />
      ) : null}
    </section>
  )
}

const partOf = ({ part, quantity, priceShare }: BundlePartView): Part => ({
  chosen: { id: part.id, label: part.name, note: part.sku },
  partItemId: part.id,
  unit: quantity.unit,
  quantity: quantity.quantity,
  priceShare: String(priceShare),
})

const bodyOf = ({ partItemId, unit, quantity, priceShare }: Part) => ({
  partItemId,
  quantity: { quantity, unit },
  ...(priceShare === undefined ? {} : { priceShare: Number(priceShare) }),
})

type PartsProps = {
  readonly parts: readonly Part[]
  readonly problem: Problem | undefined
  readonly isDisabled: boolean
  readonly change: (at: number, some: Partial<Part>) => void
  readonly remove: (at: number) => void
}

function Parts({ parts, problem, isDisabled, change, remove }: PartsProps) {
  return (
    <Scrollable label="Table of parts">
      <table>
        <caption className={styles.caption}>Parts</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">In one</th>
            <th scope="col">Share of the price</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {parts.map((part, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part has no name before it is chosen
            <tr key={at}>
              <td data-head="Part">
                <ItemSelect<ItemView>
                  label={`Part ${at + 1}`}
                  isBare
                  isDisabled={isDisabled}
                  value={part.partItemId}
                  chosen={part.chosen}
                  error={reasonAt(problem, `/parts/${at}/partItemId`)}
                  onChange={(partItemId) => change(at, { partItemId })}
                  onPick={(row) =>
                    change(at, {
                      partItemId: row?.id,
                      unit: row?.unit ?? '',
                      chosen: row && { id: row.id, label: row.name, note: row.sku },
                    })
                  }
                />
              </td>
              <td data-head="In one">
                <DecimalField
                  label={`How many of part ${at + 1}`}
                  isBare
                  digitsMax={6}
                  suffix={part.unit}
                  isDisabled={isDisabled}
                  value={part.quantity}
                  error={reasonAt(problem, `/parts/${at}/quantity`)}
                  onChange={(quantity) => change(at, { quantity })}
                />
              </td>
              <td data-head="Share of the price">
                <DecimalField
                  label={`Share of the price of part ${at + 1}`}
                  isBare
                  digitsMax={0}
                  isDisabled={isDisabled}
                  value={part.priceShare}
                  onChange={(priceShare) => change(at, { priceShare })}
                />
              </td>
              <td>
                {isDisabled ? null : (
                  <ActionIcon
                    variant="subtle"
                    aria-label={`Remove part ${at + 1}`}
                    onClick={() => remove(at)}
                  >
                    <IconX size={14} aria-hidden="true" />
                  </ActionIcon>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrollable>
  )
}

/** The first few bundles in which it is. */
function PartOf({ item }: BundleProps) {
  const query = { partItemId: item.id, limit: 20, sort: 'bundle' }
  const { page } = useList<BundlePartView>('/bundle-parts', query)
  if (page === undefined || page.items.length === 0) return null
  const { value, relation } = page.total
  const more = value - page.items.length
  return (
    <>
      <h2>Part of</h2>
      <ul>
        {page.items.map(({ id, bundle, quantity }) => (
          <li key={id}>
            <ScreenLink to={`/items/${bundle.id}?tab=bundle`}>{bundle.name}</ScreenLink>,{' '}
            {quantityText(quantity)} in one
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p>
          And {countText(more)}
          {relation === 'gte' ? ' or more' : ''} others.
        </p>
      ) : null}
    </>
  )
}

function TakeApart({ item, close }: BundleProps & { readonly close: () => void }) {
  const act = useAct(
    () => ({ method: 'DELETE', path: `/bundle-parts/${item.id}` }),
    () => {
      toast({ text: `${item.name} is sold as one item.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={`Sell ${item.name} as one item?`}
      isOpen
      close={close}
      sentence="From now on it is wanted and shipped as itself. Orders that are there keep its parts."
      verb="Sell as one item"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}
