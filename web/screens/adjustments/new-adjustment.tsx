import { Button, TextInput } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ItemView } from '#contracts/records/items'
import type { PlaceView } from '#contracts/records/places'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { useDocument } from '../../api/queries.ts'
import { today } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './adjustments.module.css'
import { adjustmentBody, type CountedLine, emptyCounted, isCounted } from './counted-line.ts'
import { CountedLines } from './counted-lines.tsx'
import { useCompanyOf } from './use-company-of.ts'
import { usePreview } from './use-preview.ts'

type Posted = { readonly id: string; readonly number: string }

const crumb = { label: 'Stock adjustments', to: '/adjustments' }

/** What was found or lost; with `?kind=opening`, what was there before Landfall. */
export function NewAdjustment() {
  const { itemId, kind } = useSearch({ strict: false }) as { itemId?: string; kind?: string }
  const { document: item, isLoading } = useDocument<ItemView>(
    `/items/${itemId}`,
    {},
    itemId !== undefined,
  )
  const isOpening = kind === 'opening'
  if (isLoading) {
    return (
      <Page title="Adjust stock" crumb={crumb}>
        <p role="status">Reading the item</p>
      </Page>
    )
  }
  return <Form key={String(isOpening)} item={item} isOpening={isOpening} />
}

type FormProps = { readonly item: ItemView | undefined; readonly isOpening: boolean }

function Form({ item, isOpening }: FormProps) {
  const go = useGo()
  const [place, setPlace] = useState<PlaceView>()
  const [adjustedOn, setAdjustedOn] = useState<string | undefined>(today())
  const [reason, setReason] = useState(isOpening ? 'Opening stock' : '')
  const [lines, setLines] = useState<readonly CountedLine[]>([emptyCounted(item)])
  const company = useCompanyOf(place)
  const currency = company?.currency ?? 'USD'
  const written = lines.filter((line) => isCounted(line, isOpening))
  const act = useAct<void, Posted>(
    () => ({
      path: '/stock-adjustments',
      body: {
        placeId: place?.id,
        kind: isOpening ? 'opening' : 'adjustment',
        adjustedOn,
        reason: reason.trim(),
        lines: written.map((line) => adjustmentBody(line, currency)),
      },
    }),
    ({ id, number }) => {
      toast({ text: `${number} posted.` })
      go(`/adjustments/${id}`)
    },
  )
  const preview = usePreview({ place, currency, lines: written })
  const isReady =
    place !== undefined && company !== undefined && reason.trim() !== '' && written.length > 0
  const post = () => {
    if (isReady && adjustedOn !== undefined && !act.isRunning) void act.run()
  }
  useKeys({ 'mod+Enter': { label: 'post', run: post } })
  return (
    <Page
      title={isOpening ? 'Opening stock' : 'Adjust stock'}
      crumb={crumb}
      foot={
        <DecisionBar
          sentence={
            isReady
              ? preview
              : isOpening
                ? 'Choose a place, and write what was there and what it was worth.'
                : 'Choose a place, say why, and write at least one line.'
          }
        >
          <Button
            disabled={!isReady}
            loading={act.isRunning}
            onClick={post}
            rightSection={<ButtonKey name="mod+Enter" />}
          >
            {isOpening ? 'Post the opening stock' : 'Post the adjustment'}
          </Button>
        </DecisionBar>
      }
    >
      <div className={styles.form}>
        {act.problem ? <Refusal problem={act.problem} sentence="Nothing was posted." /> : null}
        <div className={ui.fields}>
          <PlaceSelect<PlaceView>
            isRequired
            value={place?.id}
            onChange={() => undefined}
            onPick={setPlace}
            error={reasonAt(act.problem, '/placeId')}
          />
          <DayField
            label="Day"
            isRequired
            to={today()}
            value={adjustedOn}
            onChange={setAdjustedOn}
            error={reasonAt(act.problem, '/adjustedOn')}
          />
          <TextInput
            className={styles.reason ?? ''}
            label="Reason"
            required
            maxLength={300}
            placeholder={isOpening ? '' : 'Counted, broken, found behind the rack'}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={reasonAt(act.problem, '/reason')}
          />
        </div>
      </div>
      <CountedLines
        shape={isOpening ? 'opening' : 'adjustment'}
        lines={lines}
        onChange={setLines}
        currency={currency}
        problem={act.problem}
      />
    </Page>
  )
}
