import { IconCheck } from '@tabler/icons-react'

import { useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { countText } from '../../look/format.ts'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './start.module.css'

type Step = {
  readonly verb: string
  readonly why: string
  /** Where it is done. */
  readonly to: string
  /** Another way to the same. */
  readonly or?: { readonly verb: string; readonly to: string }
  /** How many there are by now; undefined until they are counted. */
  readonly count: number | undefined
}

/** What comes first in an empty organization. It ticks itself off by what is there. */
export function FirstSteps() {
  const mayReadStock = usePermission('stock.read')
  const mayWriteRecords = usePermission('records.write')
  const isOn = mayReadStock && mayWriteRecords
  const steps = useSteps(isOn)
  if (!isOn || steps.some(({ count }) => count === undefined)) return null
  const next = steps.find(({ count }) => count === 0)
  const doneCount = steps.filter(({ count }) => count !== 0).length
  return (
    <section className={styles.steps} aria-label="What comes first">
      <header>
        <h2>What comes first</h2>
        <span>
          {doneCount} of {steps.length} done
        </span>
      </header>
      <ol>
        {steps.map((step) => (
          <StepRow key={step.verb} step={step} isNext={step === next} />
        ))}
      </ol>
      <p>
        Much of this at once: <ScreenLink to="/imports/new">bring a file</ScreenLink>.
      </p>
    </section>
  )
}

function StepRow({ step, isNext }: { readonly step: Step; readonly isNext: boolean }) {
  const { verb, why, to, or, count = 0 } = step
  const isDone = count > 0
  return (
    <li data-done={isDone || undefined} aria-current={isNext ? 'step' : undefined}>
      <span className={styles.tick} aria-hidden="true">
        {isDone ? <IconCheck size={12} stroke={3} /> : null}
      </span>
      <div>
        <ScreenLink to={to}>{verb}</ScreenLink>
        {or && !isDone ? (
          <>
            {' or '}
            <ScreenLink to={or.to}>{or.verb}</ScreenLink>
          </>
        ) : null}
        <p>{why}</p>
      </div>
      {isDone ? <span className={styles.count}>Done, {countText(count)}</span> : null}
    </li>
  )
}

function useSteps(isOn: boolean): readonly Step[] {
  const companies = useCount('/companies', isOn)
  const places = useCount('/places', isOn)
  const suppliers = useCount('/suppliers', isOn)
  const items = useCount('/items', isOn)
  const terms = useCount('/supplier-terms', isOn)
  const levels = useCount('/stock-levels', isOn)
  const orders = useCount('/purchase-orders', isOn)
  return [
    {
      verb: 'Add a company',
      why: 'It owns the goods and keeps the books, in its own currency.',
      to: companies ? '/companies' : '/companies/new',
      count: companies,
    },
    {
      verb: 'Add a place',
      why: 'A warehouse or shop of a company, where goods arrive and stand.',
      to: '/places',
      count: places,
    },
    {
      verb: 'Add a supplier',
      why: 'With the e-mail address that orders go to.',
      to: suppliers ? '/suppliers' : '/suppliers/new',
      count: suppliers,
    },
    {
      verb: 'Add an item',
      why: 'What is bought, counted in one unit, perhaps ordered in packs.',
      to: items ? '/items' : '/items/new',
      count: items,
    },
    {
      verb: 'Write supplier terms',
      why: 'Prices and minimums, so that orders price themselves; stock that is there already.',
      to: terms ? '/supplier-terms' : '/supplier-terms/new',
      or: { verb: 'opening stock', to: '/adjustments/new?kind=opening' },
      count: terms === undefined || levels === undefined ? undefined : terms + levels,
    },
    {
      verb: 'Write the first order',
      why: 'Once it is released, its supplier is asked and its goods are expected.',
      to: '/orders/new',
      count: orders,
    },
  ]
}

function useCount(path: string, isOn: boolean): number | undefined {
  return useList(path, { limit: 1 }, isOn).page?.total.value
}
