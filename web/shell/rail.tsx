import { UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

import { useList } from '../api/queries.ts'
import { useMembership } from '../api/session.ts'
import { countText } from '../look/format.ts'
import { Kbd } from '../parts/keys/kbd.tsx'
import { ScreenLink } from './link.tsx'
import { OrganizationMenu } from './organization-menu.tsx'
import { PersonMenu } from './person-menu.tsx'
import { offeredScreens, type Screen, type StageName, screens, stages } from './screens.ts'
import shell from './shell.module.css'

const flowStages: readonly StageName[] = ['Plan', 'Buy', 'Receive', 'Pay', 'Stock', 'Books']

/** The flow from supplier to books, as a line one can walk along; what it stands on is below. */
export function Rail({ openPalette }: { readonly openPalette: () => void }) {
  const permissions = useMembership()?.permissions ?? []
  const offered = offeredScreens(permissions)
  const here = useHere()
  const flow = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each screen has its own place in it
  useEffect(() => {
    flow.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }, [here?.path])
  return (
    <nav className={shell.rail} aria-label="Main">
      <OrganizationMenu />
      <UnstyledButton className={shell.find} onClick={openPalette}>
        <IconSearch size={14} stroke={1.8} aria-hidden="true" />
        <span>Find anything</span>
        <Kbd name="mod+k" />
      </UnstyledButton>
      <div className={shell.flow} ref={flow}>
        {stages.map((stage) => {
          const items = offered.filter((screen) => screen.stage === stage)
          if (items.length === 0) return null
          const isHere = here?.stage === stage
          return flowStages.includes(stage) ? (
            <section className={shell.stage} key={stage} data-on={isHere || undefined}>
              <h2>{stage}</h2>
              <Items screens={items} here={here} />
            </section>
          ) : (
            <Group key={stage} name={stage} items={items} here={here} />
          )
        })}
      </div>
      <PersonMenu />
    </nav>
  )
}

/** Records and administration: there when needed, closed when not. */
function Group({
  name,
  items,
  here,
}: {
  readonly name: string
  readonly items: readonly Screen[]
  readonly here: Screen | undefined
}) {
  const [chosen, setChosen] = useState<boolean>()
  const isOpen = chosen ?? items.some((screen) => screen.stage === here?.stage)
  return (
    <section className={shell.group}>
      <h2>
        <UnstyledButton aria-expanded={isOpen} onClick={() => setChosen(!isOpen)}>
          <IconChevronRight size={13} stroke={1.8} aria-hidden="true" />
          {name}
        </UnstyledButton>
      </h2>
      {isOpen ? <Items screens={items} here={here} /> : null}
    </section>
  )
}

function Items({
  screens: items,
  here,
}: {
  readonly screens: readonly Screen[]
  readonly here: Screen | undefined
}) {
  return (
    <ul>
      {items.map(({ path, title, rail }) => (
        <li key={path}>
          <ScreenLink
            to={path}
            className={shell.item}
            aria-current={isWithin(here, path) ? 'page' : undefined}
          >
            {rail?.label ?? title}
            {rail?.waits ? <Waits {...rail.waits} /> : null}
          </ScreenLink>
        </li>
      ))}
    </ul>
  )
}

type WaitsProps = NonNullable<NonNullable<Screen['rail']>['waits']>

/** How many wait; nothing is said while none does. */
function Waits({ path, query = {} }: WaitsProps) {
  const { page } = useList<unknown>(path, { ...query, limit: 1 })
  const count = page?.total.value ?? 0
  if (count === 0) return null
  return (
    <span className={shell.waits}>
      <span className={shell.hidden}>, </span>
      {countText(count)}
      <span className={shell.hidden}> waiting</span>
    </span>
  )
}

/** The screen that is open, by the pattern of its path. */
export function useHere(): Screen | undefined {
  const patterns = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath })
  const path = String(patterns ?? '').replace('/$organization', '')
  return screens.find((screen) => trimmed(screen.path) === trimmed(path))
}

function isWithin(here: Screen | undefined, path: string): boolean {
  return here !== undefined && (here.path === path || here.path.startsWith(`${path}/`))
}

function trimmed(path: string): string {
  return path.replace(/\/$/, '')
}
