import { useState } from 'react'

import type { ChoiceView } from '#contracts/flow/forecasting'

import { usePermission } from '../../api/session.ts'
import { instantText } from '../../look/days.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { ChooseSource } from './choose-source.tsx'

export type ChoicesProps = { readonly isAdding: boolean; readonly close: () => void }

/** Whose forecast is planned with, by segment and place. */
export function Choices({ isAdding, close }: ChoicesProps) {
  const mayWrite = usePermission('plans.write')
  const [opened, setOpened] = useState<ChoiceView>()
  const leave = () => {
    setOpened(undefined)
    close()
  }
  return (
    <>
      <DataList<ChoiceView>
        id="forecast-choices"
        label="Whose forecast is planned with"
        path="/forecast-choices"
        columns={choiceColumns}
        sort="segment"
        rowId={({ id }) => id}
        rowName={({ segment, place }) => segmentText(segment) + (place ? ` at ${place.name}` : '')}
        {...(mayWrite ? { onOpen: setOpened } : {})}
        empty={
          <EmptyState title="Everything is planned with our forecast">
            Choose a source for a segment, at one place or all, where it proved better:{' '}
            <ScreenLink to="/forecast-accuracy?tab=source">compare them by accuracy</ScreenLink>.
            What it does not speak of stays ours.
          </EmptyState>
        }
      />
      {isAdding || opened ? <ChooseSource choice={opened} close={leave} /> : null}
    </>
  )
}

const segmentText = (segment: string) => (segment === '*' ? 'All others' : segment)

const choiceColumns: readonly Column<ChoiceView>[] = [
  {
    key: 'segment',
    head: 'Segment',
    sort: 'segment',
    isAlways: true,
    cell: ({ segment }) => segmentText(segment),
  },
  { key: 'place', head: 'Place', cell: ({ place }) => place?.name ?? 'All' },
  { key: 'source', head: 'Planned with', cell: ({ source }) => source?.name ?? 'Ours' },
  { key: 'reason', head: 'Why', width: 320, cell: ({ reason }) => reason },
  { key: 'by', head: 'By', cell: ({ chosenByName }) => chosenByName },
  { key: 'at', head: 'Chosen', cell: ({ chosenAt }) => instantText(chosenAt) },
]
