import { percentOf } from '../../look/decimal.ts'
import { isZero, moneyText } from '../../look/format.ts'
import styles from './buy-list.module.css'
import { loadText, toppedText } from './top-up-words.ts'
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
      <Topped group={group} />
    </span>
  )
}

function Value({ group: { value, minimum, topUps } }: { readonly group: Group }) {
  if (value === null) return null
  // Messages alone buy nothing.
  if (minimum === null && isZero(value.amount)) return null
  if (minimum === null) return <span className={styles.meter}>{moneyText(value)}</span>
  const percent = percentOf(value.amount, minimum.amount)
  const isReached = percent >= 100
  const asked = topUps.map((one) => one.asked).find(({ currency }) => currency !== minimum.currency)
  const of = asked === undefined ? '' : ` of ${moneyText(asked)}`
  return (
    <Meter
      percent={percent}
      tone={isReached ? 'ok' : 'warn'}
      text={`${moneyText(value)} / ${moneyText(minimum)}`}
      note={(isReached ? 'minimum' : 'below minimum') + of}
    />
  )
}

/** What was added to the next order, or what it would take to reach the minimum. */
function Topped({ group: { topUps } }: { readonly group: Group }) {
  return topUps.map((one) => {
    const text = toppedText(one)
    if (text === '') return null
    const where = topUps.length > 1 ? `${one.place.name}: ` : ''
    return (
      <span
        key={one.place.id}
        className={styles.meter}
        data-tone={one.status === 'short' || one.status === 'no_rate' ? 'warn' : 'ok'}
      >
        <span className={styles.meterNote}>{where + text}</span>
      </span>
    )
  })
}

/** By what fills first: room or weight. */
function Load({ group: { load, volumeCm3, weightGrams, topUps } }: { readonly group: Group }) {
  if (load === null) return null
  const ways = [
    ...wayOf(volumeCm3, load.volumeCm3, 'm³'),
    ...wayOf(weightGrams, load.weightGrams, 't'),
  ]
  if (ways.length === 0) return null
  const share = Math.max(...ways.map((way) => way.share))
  const filled = topUps.find(({ loadCount }) => loadCount > 0)
  return (
    <Meter
      percent={100 * share}
      tone={share > 1 && filled === undefined ? 'warn' : 'info'}
      text={ways.map((way) => way.text).join(' · ')}
      note={filled === undefined ? load.name : loadText(load.name, filled)}
    />
  )
}

const perShown = 1e6

function wayOf(amount: number, whole: number | null, unit: string) {
  if (whole === null) return []
  const text = `${(amount / perShown).toFixed(1)} / ${(whole / perShown).toFixed(1)} ${unit}`
  return [{ share: amount / whole, text }]
}
