import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { ForecastView } from '#contracts/flow/forecasting'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { decimalText } from '../../look/format.ts'
import { Figures } from '../../parts/figures.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Alike, weeksKnown } from './alike.tsx'
import { Channels } from './channels.tsx'
import { ChartPanel } from './chart-panel.tsx'
import { HowMade } from './how-made.tsx'
import { LagAccuracy } from './lag-accuracy.tsx'
import { aboutForecast, NewOverride } from './new-override.tsx'
import { Overrides } from './overrides.tsx'
import { expectedText, methodWords, shareText } from './words.ts'

const crumb = { label: 'Forecast', to: '/forecasts' }

export function Forecast() {
  const { itemId = '', placeId = '' } = useParams({ strict: false }) as {
    itemId?: string
    placeId?: string
  }
  const { document: forecast, problem } = useDocument<ForecastView>(
    `/forecasts/${itemId}/${placeId}`,
    { period: 'day', by: 'channel' },
  )
  if (!forecast) return <UnreadPage title="Forecast" crumb={crumb} problem={problem} />
  return <Known forecast={forecast} />
}

/** One item at one place: what was sold, what may be, and what people say about it. */
function Known({ forecast }: { readonly forecast: ForecastView }) {
  const go = useGo()
  const mayWrite = usePermission('plans.write')
  const [isOverriding, setOverriding] = useState(false)
  const override = () => setOverriding(true)
  useKeys({ o: { label: 'override', run: override, isOff: !mayWrite } })
  const { item, place } = forecast
  return (
    <Page
      title={item.name}
      crumb={crumb}
      note={`${item.sku} at ${place.name}`}
      actions={
        <>
          <Button variant="default" onClick={() => go(`/stock/${item.id}`)}>
            Stock
          </Button>
          {mayWrite ? (
            <Button onClick={override} rightSection={<ButtonKey name="o" />}>
              Override…
            </Button>
          ) : null}
        </>
      }
    >
      <Headline forecast={forecast} />
      <ChartPanel forecast={forecast} />
      <Channels forecast={forecast} />
      <Overrides forecast={forecast} />
      <LagAccuracy forecast={forecast} />
      <HowMade forecast={forecast} />
      {forecast.analog === null && forecast.history.raw.length < weeksKnown ? (
        <Alike forecast={forecast} />
      ) : null}
      {isOverriding ? (
        <NewOverride about={aboutForecast(forecast)} close={() => setOverriding(false)} />
      ) : null}
    </Page>
  )
}

function Headline({ forecast }: { readonly forecast: ForecastView }) {
  const { levelUnits, next4Units, next13Units, unit, wape, bias, rmsse, method } = forecast
  return (
    <Figures
      figures={[
        { label: 'A week now', value: `${expectedText(levelUnits)} ${unit}` },
        { label: 'Next 4 weeks', value: `${expectedText(next4Units)} ${unit}` },
        { label: 'Next 13 weeks', value: `${expectedText(next13Units)} ${unit}` },
        {
          label: 'Sells',
          value: methodWords[method],
          note: analogText(forecast) ?? `made ${dayText(forecast.madeOn)}`,
        },
        { label: 'WAPE', value: shareText(wape), note: wape === null ? 'nothing sold' : 'error' },
        {
          label: 'Bias',
          value: shareText(bias, true),
          note: bias === null || bias === 0 ? '' : bias > 0 ? 'too much' : 'too little',
        },
        { label: 'RMSSE', value: rmsse === null ? '–' : decimalText(rmsse.toFixed(2)) },
      ]}
    />
  )
}

/** `from SOAP-1, own weight 3/9`. */
function analogText({ analog }: ForecastView): string | undefined {
  if (analog === null) return undefined
  return `from ${analog.item.sku}, own weight ${analog.ownWeeks}/${analog.ownWeeks + 6}`
}
