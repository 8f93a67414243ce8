import { percentOf } from '../../look/decimal.ts'
import { moneyText } from '../../look/format.ts'
import styles from './buy-list.module.css'
import type { Group } from './use-buy-list.ts'

type MeterProps = {
  readonly percent: number
  readonly tone: 'ok' | 'warn' | 'info'
  readonly text: string
  readonly note: string
}

function Meter({ percent, tone, text, note }: MeterProps) {
  return (
    <span className={styles.meter} data-tone={tone}>
      <span className={styles.meterBar} aria-hidden="true">
        <span style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
      </span>
      <span>{text}</span>
      <span className={styles.meterNote}>{note}</span>
    </span>
  )
}

/** How far the lines fill the supplier's load, and how far they reach its minimum. */
export function Meters({ group }: { readonly group: Group }) {
  return (
    <span className={styles.meters}>
      <Load group={group} />
      <Value group={group} />
    </span>
  )
}

function Value({ group: { value, minimum } }: { readonly group: Group }) {
  if (value === null) return null
  if (minimum === null) return <span className={styles.meter}>{moneyText(value)}</span>
  const percent = percentOf(value.amount, minimum.amount)
  const isReached = percent >= 100
  return (
    <Meter
      percent={percent}
      tone={isReached ? 'ok' : 'warn'}
      text={`${moneyText(value)} / ${moneyText(minimum)}`}
      note={isReached ? 'minimum' : 'below minimum'}
    />
  )
}

/** By what fills first: room or weight. */
function Load({ group: { load, volumeCm3, weightGrams } }: { readonly group: Group }) {
  if (load === null) return null
  const ways = [
    ...(load.volumeCm3 === null
      ? []
      : [
          { share: volumeCm3 / load.volumeCm3, text: ofText(volumeCm3, load.volumeCm3, 1e6, 'm³') },
        ]),
    ...(load.weightGrams === null
      ? []
      : [
          {
            share: weightGrams / load.weightGrams,
            text: ofText(weightGrams, load.weightGrams, 1e6, 't'),
          },
        ]),
  ].sort((a, b) => b.share - a.share)
  const [fullest] = ways
  if (fullest === undefined) return null
  return (
    <Meter
      percent={100 * fullest.share}
      tone={fullest.share > 1 ? 'warn' : 'info'}
      text={fullest.text}
      note={fullest.share > 1 ? `over ${load.name}` : load.name}
    />
  )
}

function ofText(amount: number, whole: number, per: number, unit: string): string {
  return `${(amount / per).toFixed(1)} / ${(whole / per).toFixed(1)} ${unit}`
}
