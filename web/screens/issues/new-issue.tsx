import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { PlaceView } from '#contracts/records/places'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
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
import styles from '../adjustments/adjustments.module.css'
import { type CountedLine, emptyCounted, isCounted, unitOf } from '../adjustments/counted-line.ts'
import { CountedLines } from '../adjustments/counted-lines.tsx'
import { useCompanyOf } from '../adjustments/use-company-of.ts'
import { usePreview } from '../adjustments/use-preview.ts'

type Posted = { readonly id: string; readonly number: string }

/** Sold units leave the stock, at what they cost. */
export function NewIssue() {
  const go = useGo()
  const [place, setPlace] = useState<PlaceView>()
  const [issuedOn, setIssuedOn] = useState<string | undefined>(today())
  const [reference, setReference] = useState('')
  const [lines, setLines] = useState<readonly CountedLine[]>([emptyCounted()])
  const currency = useCompanyOf(place)?.currency ?? 'USD'
  const written = lines.filter((line) => isCounted(line))
  const act = useAct<void, Posted>(
    () => ({
      path: '/sale-issues',
      body: {
        placeId: place?.id,
        issuedOn,
        ...(reference.trim() === '' ? {} : { customerReference: reference.trim() }),
        lines: written.map(bodyOf),
      },
    }),
    ({ id, number }) => {
      toast({ text: `${number} posted.` })
      go(`/issues/${id}`)
    },
  )
  const lost = written.map((line) => ({ ...line, direction: 'lost' as const }))
  const preview = usePreview({ place, currency, lines: lost })
  const isReady = place !== undefined && issuedOn !== undefined && written.length > 0
  const post = () => {
    if (isReady && !act.isRunning) void act.run()
  }
  useKeys({ 'mod+Enter': { label: 'post', run: post } })
  return (
    <Page
      title="Issue sold goods"
      crumb={{ label: 'Sale issues', to: '/issues' }}
      foot={
        <DecisionBar
          sentence={isReady ? preview : 'Choose a place, and write what was sold from it.'}
        >
          <Button
            disabled={!isReady}
            loading={act.isRunning}
            onClick={post}
            rightSection={<ButtonKey name="mod+Enter" />}
          >
            Post the issue
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
            value={issuedOn}
            onChange={setIssuedOn}
            error={reasonAt(act.problem, '/issuedOn')}
          />
          <TextInput
            label="Shop’s order"
            maxLength={100}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        </div>
      </div>
      <CountedLines
        shape="issue"
        lines={lines}
        onChange={setLines}
        currency={currency}
        problem={act.problem}
      />
    </Page>
  )
}

function bodyOf(line: CountedLine) {
  const lot = line.lot.trim()
  return {
    itemId: line.item?.id,
    quantity: { quantity: line.quantity, unit: unitOf(line) },
    ...(lot === '' ? {} : { lot }),
  }
}
