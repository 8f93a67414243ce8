import { useState } from 'react'

import type { AnalogCandidates } from '#contracts/flow/forecasting'

import { useDocument } from '../../api/queries.ts'
import { countText, decimalText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import type { Option } from '../../parts/fields/search-select.tsx'
import type { OwnFieldProps } from '../../parts/record-form/types.ts'
import styles from './planning-items.module.css'

/** The item and place that are told of, as far as they are chosen. */
export type Told = { readonly itemId: string | undefined; readonly placeId: string | undefined }

type SellsLikeProps = OwnFieldProps & { readonly told: Told; readonly chosen: Option | undefined }

/** Which item it sells like: one that is suggested, or any other that is searched for. */
export function SellsLike(props: SellsLikeProps) {
  const { told, chosen, value, onChange, error, isDisabled } = props
  const [taken, setTaken] = useState<Option>()
  const take = (option: Option) => {
    setTaken(option)
    onChange(option.id)
  }
  const known = [taken, chosen].find((option) => option?.id === value)
  return (
    <>
      <ItemSelect
        label="Sells like"
        hint="Until it has a history of its own"
        chosen={known}
        value={typeof value === 'string' ? value : undefined}
        onChange={(id) => onChange(id ?? null)}
        error={error}
        isDisabled={isDisabled}
      />
      {told.itemId && told.placeId ? (
        <Suggested
          itemId={told.itemId}
          placeId={told.placeId}
          value={value}
          take={take}
          isDisabled={isDisabled}
        />
      ) : null}
    </>
  )
}

type Candidate = AnalogCandidates['items'][number]

type SuggestedProps = {
  readonly itemId: string
  readonly placeId: string
  readonly value: unknown
  readonly take: (option: Option) => void
  readonly isDisabled: boolean
}

/** Items alike that sell at the place, best first, each with why; pressing one takes it. */
function Suggested({ itemId, placeId, value, take, isDisabled }: SuggestedProps) {
  const { document } = useDocument<AnalogCandidates>(
    `/forecasts/${itemId}/${placeId}/analog-candidates`,
  )
  if (document === undefined) return null
  const { items, category } = document
  if (items.length === 0) {
    const none = category === null ? 'without a category' : `of ${category.name}`
    return (
      <p className={`${ui.small} ${ui.soft}`}>
        No other item {none} has sold there for long enough to suggest it; search for any.
      </p>
    )
  }
  return (
    <div className={styles.suggested}>
      <p id="suggested" className={`${ui.small} ${ui.soft}`}>
        Suggested: {category === null ? 'also without a category' : `also of ${category.name}`},
        sold there; nearest in price first
      </p>
      <ol aria-labelledby="suggested">
        {items.map((candidate) => (
          <li key={candidate.item.id}>
            <button
              type="button"
              aria-pressed={value === candidate.item.id}
              disabled={isDisabled}
              onClick={() => take(optionOf(candidate))}
            >
              <span>
                {candidate.item.name} <small>{candidate.item.sku}</small>
              </span>
              <small className={ui.figure}>{reasonOf(candidate)}</small>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

const optionOf = ({ item }: Candidate): Option => ({
  id: item.id,
  label: item.name,
  note: item.sku,
})

/** `× 1.02 its price · 104 weeks sold · 5.2 a week now`. */
function reasonOf({ priceRatio, historyWeeks, levelUnits }: Candidate): string {
  const price =
    priceRatio === null
      ? 'price not comparable'
      : `× ${decimalText(priceRatio.toFixed(2))} its price`
  const level = decimalText(levelUnits.toFixed(levelUnits < 100 ? 1 : 0))
  return `${price} · ${countText(historyWeeks)} weeks sold · ${level} a week now`
}
