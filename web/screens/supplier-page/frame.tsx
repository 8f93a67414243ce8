import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { SupplierPageView } from '#contracts/flow/purchasing'

import { initialsOf } from '../../parts/avatar.tsx'
import { usePhone } from '../../shell/layout.ts'
import { addressOf } from './api.ts'
import styles from './supplier-page.module.css'

export type FrameProps = {
  readonly page: SupplierPageView
  readonly token: string
  readonly children: ReactNode
}

/** Who asks whom. There is nowhere else to go from here but to the paper. */
export function Frame({ page, token, children }: FrameProps) {
  const isPhone = usePhone()
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.square} aria-hidden="true">
          {initialsOf(page.company.name)}
        </span>
        <div className={styles.who}>
          <b>{page.company.name}</b>
          <span>for {page.supplier.name}</span>
        </div>
        <Button
          variant="default"
          size="md"
          component="a"
          href={addressOf(token, '/order.pdf')}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconDownload size={15} aria-hidden="true" />}
        >
          {isPhone ? 'PDF' : 'Order as PDF'}
        </Button>
      </header>
      {children}
    </div>
  )
}
