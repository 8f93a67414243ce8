import look from './look.module.css'

/** How much time is left to act, most pressing first. */
export type Urgency = 'out_now' | 'out_before_arrival' | 'order_today' | 'order_soon' | 'covered'

export type UrgencyMarkProps = {
  readonly urgency: Urgency
  /** In place of the usual word: `Expedite PO-10482`. */
  readonly label?: string | undefined
}

/**
 * Urgency as the height of a filled gauge, then a colour, then a word. Height and word carry it
 * alone, so that it survives a grey print and every kind of colour blindness.
 */
export function UrgencyMark({ urgency, label }: UrgencyMarkProps) {
  const { level, words } = urgencyWords[urgency]
  return (
    <span className={look.urgency} data-level={level}>
      <svg viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">
        {[0, 1, 2, 3].map((step) => (
          <rect
            key={step}
            x={step * 3.5}
            y={9 - step * 3}
            width="2.5"
            height={3 + step * 3}
            rx="0.6"
            fill="currentColor"
            opacity={step < level ? 1 : 0.22}
          />
        ))}
      </svg>
      {label ?? words}
    </span>
  )
}

export const urgencyWords: Readonly<
  Record<Urgency, { readonly level: number; readonly words: string }>
> = {
  out_now: { level: 4, words: 'Out now' },
  out_before_arrival: { level: 3, words: 'Out before arrival' },
  order_today: { level: 2, words: 'Order today' },
  order_soon: { level: 1, words: 'Order soon' },
  covered: { level: 0, words: 'Covered' },
}
