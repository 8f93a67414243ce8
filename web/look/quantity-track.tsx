import { percentOf } from './decimal.ts'
import { type Decimal, isZero, unitsText } from './format.ts'
import look from './look.module.css'

/** The stages of an order line, upstream first. A later one may exceed an earlier one: that is a case. */
export type TrackStage = 'ordered' | 'confirmed' | 'shipped' | 'received' | 'invoiced'

export type QuantityTrackProps = {
  readonly quantityByStage: Readonly<Partial<Record<TrackStage, Decimal>>>
  /** Stages that a rule has flagged, with the reason as a short sentence for the tooltip. */
  readonly flags?: Partial<Readonly<Record<TrackStage, string>>>
  /** The stages to show, in order; heads of the table must agree. */
  readonly stages?: readonly TrackStage[]
}

export const trackStages: readonly TrackStage[] = [
  'ordered',
  'confirmed',
  'shipped',
  'received',
  'invoiced',
]

/**
 * Figures over short tracks, as table cells. One glance down the column shows where the units of
 * an order are stuck; the figure itself is never hidden behind a bar.
 */
export function QuantityTrack({
  quantityByStage,
  flags = {},
  stages = trackStages,
}: QuantityTrackProps) {
  const ordered = quantityByStage.ordered ?? '0'
  return stages.map((stage) => {
    const quantity = quantityByStage[stage] ?? '0'
    const percent = percentOf(quantity, ordered)
    return (
      <td key={stage} className={look.track} data-flagged={flags[stage] ? true : undefined}>
        <span className={look.trackFigure} title={flags[stage]}>
          {isZero(quantity) ? <span className={look.none}>0</span> : unitsText(quantity)}
        </span>
        <span className={look.trackBar} aria-hidden="true">
          <span data-full={percent === 100 || undefined} style={{ width: `${percent}%` }} />
        </span>
      </td>
    )
  })
}
