import { type FormEvent, type ReactNode, useRef, useState } from 'react'

import type { ArrivalLine } from '#contracts/flow/receiving'

import { compareDecimals, difference, product, sumOf } from '../../look/decimal.ts'
import { quantityText, unitsText } from '../../look/format.ts'
import type { Counting } from './count-table.tsx'
import { type Counted, isCounted, remarkOn } from './counted.ts'
import styles from './receiving.module.css'

type CountPhoneProps = {
  readonly lines: readonly ArrivalLine[]
  readonly counting: Counting
  readonly post: () => void
  readonly isPosting: boolean
  readonly countedLines: number
  readonly refusal: ReactNode
}

/** One line at a time: scan, count in packs, go on; the last step posts. */
export function CountPhone(props: CountPhoneProps) {
  const { lines, counting, post, isPosting, countedLines, refusal } = props
  const [at, setAt] = useState(0)
  const [missed, setMissed] = useState<string>()
  const scan = useRef<HTMLInputElement>(null)
  const line = lines[at]
  if (line === undefined) return null
  const counted = counting.countedOf(line)
  const accepted = counted.accepted ?? '0'
  const add = (target: ArrivalLine, quantity: string) => {
    const before = counting.countedOf(target)
    const sum = sumOf([before.accepted ?? '0', quantity])
    counting.set(target, { ...before, accepted: compareDecimals(sum, '0') < 0 ? '0' : sum })
  }
  const take = (event: FormEvent) => {
    event.preventDefault()
    const code = scan.current?.value.trim() ?? ''
    if (scan.current) scan.current.value = ''
    const found = findScanned(lines, code)
    if (found === undefined) return setMissed(code)
    setMissed(undefined)
    setAt(lines.indexOf(found.line))
    add(found.line, found.quantity)
  }
  const isLast = at === lines.length - 1
  const next = () => {
    if (isLast) post()
    else setAt(at + 1)
    scan.current?.focus()
  }
  const remark = remarkOn(line, counted)
  return (
    <div className={styles.phone}>
      <ol className={styles.steps} aria-label={`Line ${at + 1} of ${lines.length}`}>
        {lines.map((each, no) => (
          <li
            key={each.orderLineId}
            data-state={no === at ? 'now' : no < at ? 'done' : undefined}
          />
        ))}
      </ol>
      <form onSubmit={take}>
        <input
          ref={scan}
          className={styles.scan}
          aria-label="Scan or type a GTIN or SKU"
          placeholder="Scan or type a code"
          autoComplete="off"
          enterKeyHint="go"
        />
      </form>
      {missed === undefined ? null : (
        <p className={styles.banner} data-tone="crit" role="alert">
          {missed} is not on this order.
        </p>
      )}
      <LineCard line={line} counting={counting} add={add} />
      {remark ? (
        <p className={styles.banner} data-tone={remark.tone} role="status">
          {remark.text}
        </p>
      ) : null}
      <LineFields line={line} counting={counting} />
      {refusal}
      <footer>
        <button
          type="button"
          className={styles.wide}
          disabled={at === 0}
          onClick={() => setAt(at - 1)}
        >
          Back
        </button>
        <button
          type="button"
          className={styles.main}
          disabled={isPosting || (isLast && countedLines === 0)}
          onClick={next}
        >
          {isLast
            ? `Post ${countedLines} of ${lines.length} lines`
            : isCounted(counted)
              ? `Keep ${unitsText(accepted)}, next line`
              : 'Skip, next line'}
        </button>
      </footer>
    </div>
  )
}

type LineCardProps = {
  readonly line: ArrivalLine
  readonly counting: Counting
  readonly add: (line: ArrivalLine, quantity: string) => void
}

/** The quantity is the biggest thing; steps are in packs. */
function LineCard({ line, counting, add }: LineCardProps) {
  const counted = counting.countedOf(line)
  const accepted = counted.accepted ?? '0'
  const pack = line.packs.find(({ contains }) => contains !== null)
  const step = pack?.contains?.quantity ?? '1'
  return (
    <section className={styles.card} aria-label={line.name}>
      <header>
        <div>
          <h2>{line.name}</h2>
          <span>
            {line.sku}
            {pack ? `, ${pack.unit} of ${unitsText(step)}` : ''}
          </span>
        </div>
        <div>
          <span>Expected</span>
          <b>{quantityText(line.expected)}</b>
        </div>
      </header>
      <div className={styles.stepper}>
        <button
          type="button"
          aria-label={`${unitsText(step)} less`}
          onClick={() => add(line, `-${step}`)}
        >
          −
        </button>
        <output aria-label="Counted">
          <span>{unitsText(accepted)}</span>
          <small>{packsText(accepted, step, pack?.unit)}</small>
        </output>
        <button
          type="button"
          aria-label={`${unitsText(step)} more`}
          onClick={() => add(line, step)}
        >
          +
        </button>
      </div>
      <button
        type="button"
        className={styles.wide}
        onClick={() => counting.set(line, { ...counted, accepted: line.expected.quantity })}
      >
        All {unitsText(line.expected.quantity)}
      </button>
    </section>
  )
}

type LineFieldsProps = { readonly line: ArrivalLine; readonly counting: Counting }

function LineFields({ line, counting }: LineFieldsProps) {
  const counted = counting.countedOf(line)
  const set = (change: Partial<Counted>) => counting.set(line, { ...counted, ...change })
  const setRejected = (typed: string) => {
    const quantity = typed.replace(',', '.')
    if (/^\d*\.?\d*$/.test(quantity)) set({ rejected: quantity === '' ? undefined : quantity })
  }
  return (
    <div className={styles.two}>
      {line.tracksLots ? (
        <label>
          <span>Lot</span>
          <input
            maxLength={60}
            value={counted.lot ?? ''}
            onChange={(event) => set({ lot: event.currentTarget.value })}
          />
        </label>
      ) : null}
      {line.tracksExpiry ? (
        <label>
          <span>Best before</span>
          <input
            type="date"
            value={counted.expiresOn ?? ''}
            onChange={(event) => set({ expiresOn: event.currentTarget.value })}
          />
        </label>
      ) : null}
      <label>
        <span>Rejected</span>
        <input
          inputMode="decimal"
          value={counted.rejected ?? ''}
          onChange={(event) => setRejected(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>Reason</span>
        <input
          maxLength={300}
          value={counted.reason ?? ''}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      </label>
    </div>
  )
}

function packsText(accepted: string, step: string, unit: string | undefined): string {
  if (unit === undefined) return 'single units'
  const packs = Math.floor(Number(accepted) / Number(step))
  const rest = difference(accepted, product(step, `${packs}`))
  const loose = compareDecimals(rest, '0') === 0 ? '' : ` and ${unitsText(rest)}`
  return `${packs} ${unit} × ${unitsText(step)}${loose}`
}

/** A scanned code is the item's own, or that of one of its packs. */
function findScanned(lines: readonly ArrivalLine[], code: string) {
  if (code === '') return undefined
  for (const line of lines) {
    if (line.gtin === code || line.sku.toLowerCase() === code.toLowerCase()) {
      return { line, quantity: '1' }
    }
    const pack = line.packs.find(({ gtin }) => gtin === code)
    if (pack?.contains) return { line, quantity: pack.contains.quantity }
  }
  return undefined
}
