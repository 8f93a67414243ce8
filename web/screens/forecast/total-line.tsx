import type { ForecastTotal } from '#contracts/flow/forecasting'

import styles from './forecast.module.css'

const size = { width: 180, height: 32 }

/** A line of the weeks behind, and of those ahead with what they lie within; its figures stand beside it. */
export function TotalLine({ total: { history, ahead } }: { readonly total: ForecastTotal }) {
  const weeks = history.length + ahead.planned.length
  const top = Math.max(1, ...history, ...ahead.high)
  const x = (week: number) => ((week + 0.5) / Math.max(1, weeks)) * size.width
  const y = (units: number) => size.height - 2 - (units / top) * (size.height - 4)
  const at = (units: readonly number[], first: number) =>
    units.map((one, week) => `${x(first + week)},${y(one)}`)
  const first = history.length
  const band = [...at(ahead.high, first), ...at(ahead.low, first).reverse()]
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      aria-hidden="true"
    >
      <polygon data-band="0.95" points={band.join(' ')} />
      <polyline data-line="observed" points={at(history, 0).join(' ')} />
      <polyline data-line="planned" points={at(ahead.planned, first).join(' ')} />
    </svg>
  )
}
