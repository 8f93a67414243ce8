import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowRight, IconFileText, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'

import { call, organizationUrl } from '../api/client.ts'
import { useOrganization } from '../api/queries.ts'
import { useMembership } from '../api/session.ts'
import { sentence } from '../look/words.ts'
import { Kbd } from '../parts/keys/kbd.tsx'
import { useGo } from './link.tsx'
import palette from './palette.module.css'
import { offeredScreens, screens } from './screens.ts'

type Found = {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly note: string
  readonly to: string
}

/** What the search of the API answers. `label` is what people call it by: a number, a SKU. */
type Hit = {
  readonly kind: string
  readonly id: string
  readonly label: string
  readonly note: string
}

/** Lists that documents of a kind stand in; what a screen is there for opens by its id. */
const listByKind: Readonly<Record<string, string>> = {
  'purchase-order': '/orders',
  'supplier-invoice': '/invoices',
  receipt: '/receipts',
  item: '/items',
  supplier: '/suppliers',
  place: '/places',
  'customer-order': '/customer-orders',
  promotion: '/promotions',
  policy: '/policies',
  proposal: '/buy-list',
  'journal-entry': '/journal',
}

/** Where the name of a kind is not what people call it. */
const groupWords: Readonly<Record<string, string>> = { proposal: 'On the buy list' }

/** Finds screens by name and documents by number, and goes there. */
export function Palette({ close }: { readonly close: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const go = useGo()
  const found = [...useScreensFound(text), ...useDocumentsFound(text)]
  const current = found[Math.min(at, found.length - 1)]
  const open = (chosen: Found | undefined) => {
    if (chosen === undefined) return
    close()
    go(chosen.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') open(current)
    if (step === undefined) return
    event.preventDefault()
    setAt((found.length + Math.min(at, found.length - 1) + step) % Math.max(1, found.length))
  }
  return (
    <Modal.Root
      opened
      onClose={close}
      padding={0}
      size={600}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Find anything">
        <div className={palette.head}>
          <IconSearch size={17} stroke={1.8} aria-hidden="true" />
          <input
            data-autofocus
            ref={focusNow}
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls="palette-found"
            aria-activedescendant={current ? optionId(current) : undefined}
            aria-label="Find a screen, or a document by its number"
            placeholder="Find a screen, or a document by its number"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
          <span role="status" className={palette.count}>
            {text === '' ? '' : `${found.length} found`}
          </span>
          <Kbd name="Escape" />
        </div>
        <div id="palette-found" role="listbox" aria-label="Found" className={palette.found}>
          {groupsOf(found).map(([group, members]) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset can't stand in a listbox
            <div key={group} role="group" aria-label={group}>
              <div className={palette.group} aria-hidden="true">
                {group}
              </div>
              {members.map((each) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field
                <div
                  key={each.id}
                  id={optionId(each)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={each === current}
                  className={palette.option}
                  onClick={() => open(each)}
                >
                  {group === 'Go to' ? (
                    <IconArrowRight size={16} stroke={1.7} aria-hidden="true" />
                  ) : (
                    <IconFileText size={16} stroke={1.7} aria-hidden="true" />
                  )}
                  <b>{each.label}</b>
                  <span>{each.note}</span>
                  {each === current ? <Kbd name="Enter" /> : null}
                </div>
              ))}
            </div>
          ))}
        </div>
        {found.length === 0 ? (
          <p className={palette.none}>Nothing is called “{text}”. Numbers work too: PO-10482.</p>
        ) : null}
      </Modal.Content>
    </Modal.Root>
  )
}

/** At once, so that what is typed right after Ctrl+K is not lost. */
function focusNow(field: HTMLInputElement | null): void {
  field?.focus()
}

function useScreensFound(text: string): readonly Found[] {
  const permissions = useMembership()?.permissions ?? []
  const wanted = text.trim().toLowerCase()
  return offeredScreens(permissions)
    .filter(({ title, words = '' }) => `${title} ${words}`.toLowerCase().includes(wanted))
    .slice(0, wanted === '' ? 12 : 6)
    .map(({ path, title, stage = '' }) => {
      return { id: path, group: 'Go to', label: title, note: stage, to: path }
    })
}

/** An installation whose API has no search yet answers 404: then only screens are found. */
function useDocumentsFound(text: string): readonly Found[] {
  const organization = useOrganization()
  const [wanted] = useDebouncedValue(text.trim(), 150)
  const { data } = useQuery({
    queryKey: [organization, 'search', wanted],
    queryFn: async ({ signal }) => {
      const url = organizationUrl(organization, '/search', { q: wanted })
      const { body } = await call<{ items: readonly Hit[] }>('GET', url, { signal })
      return body.items
    },
    enabled: wanted.length >= 2,
    retry: false,
  })
  if (text.trim().length < 2) return []
  return (data ?? []).flatMap((hit) => {
    const to = addressOf(hit)
    const { kind, id, label, note } = hit
    const group = groupWords[kind] ?? sentence(kind)
    return to ? [{ id: `${kind}-${id}`, group, label, note, to }] : []
  })
}

/** Its own screen, or the list with what it is called in the search field. */
function addressOf({ kind, id, label }: Hit): string | undefined {
  const path = listByKind[kind]
  if (path === undefined) return undefined
  if (screens.some((screen) => screen.path.startsWith(`${path}/$`))) return `${path}/${id}`
  const hasList = screens.some((screen) => screen.path === path)
  return hasList ? `${path}?${new URLSearchParams({ q: label })}` : undefined
}

function groupsOf(found: readonly Found[]): readonly (readonly [string, readonly Found[]])[] {
  return [...Map.groupBy(found, ({ group }) => group)]
}

function optionId({ id }: Found): string {
  return `found-${id.replaceAll(/[^\w-]/g, '-')}`
}
