import { Button } from '@mantine/core'
import { useState } from 'react'

import { usePermission } from '../../api/session.ts'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { QuotePanel } from './quote-panel.tsx'
import { TermList } from './term-list.tsx'

/** What suppliers ask for items, and whose terms an order would be priced by. */
export function SupplierTerms() {
  const go = useGo()
  const mayWrite = usePermission('records.write')
  const [isAsking, setAsking] = useState(false)
  useKeys({ q: { label: 'quote', run: () => setAsking(true) } })
  return (
    <Page
      title="Supplier terms"
      isFixed
      actions={
        <>
          <Button
            variant="default"
            onClick={() => setAsking(true)}
            rightSection={<ButtonKey name="q" />}
          >
            Quote…
          </Button>
          {mayWrite ? (
            <Button onClick={() => go('/supplier-terms/new')} rightSection={<ButtonKey name="c" />}>
              New terms
            </Button>
          ) : null}
        </>
      }
      aside={<QuotePanel isOpen={isAsking} close={() => setAsking(false)} />}
    >
      <TermList />
    </Page>
  )
}
