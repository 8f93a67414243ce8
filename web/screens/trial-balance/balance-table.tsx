import type { TrialBalanceView } from '#contracts/books/ledger'

import { sumOf } from '../../look/decimal.ts'
import { amountText, countText, isZero, type MoneyWire } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { controlWord, sentence } from '../../look/words.ts'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './trial-balance.module.css'

export type BalanceTableProps = {
  readonly balance: TrialBalanceView
  readonly asOf: string | undefined
}

/** Each account with its debits and credits. The foot adds up the figures that are shown. */
export function BalanceTable({ balance, asOf }: BalanceTableProps) {
  const { accounts, debit } = balance
  const { currency } = debit
  const total = (of: (account: (typeof accounts)[number]) => MoneyWire) => ({
    amount: sumOf(accounts.map((account) => of(account).amount)),
    currency,
  })
  return (
    <Scrollable label="Accounts">
      <table className={ui.table}>
        <caption>Trial balance</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col" className={styles.beside}>
              Kind
            </th>
            <th scope="col" className={styles.beside}>
              Posted as
            </th>
            <th scope="col" data-num>
              Debit {currency}
            </th>
            <th scope="col" data-num>
              Credit {currency}
            </th>
            <th scope="col" data-num>
              Balance {currency}
            </th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={accounts} columns={6} noun="Accounts">
            {(account) => (
              <tr key={account.accountId}>
                <th scope="row">
                  <ScreenLink to={accountPath(account.accountId, asOf)} className={styles.account}>
                    <span>{account.code}</span> {account.name}
                  </ScreenLink>
                </th>
                <td className={styles.beside}>{sentence(account.kind)}</td>
                <td className={styles.beside}>
                  {account.control === null ? '–' : controlWord(account.control)}
                </td>
                <Amount money={account.debit} />
                <Amount money={account.credit} />
                <Amount money={account.balance} />
              </tr>
            )}
          </InParts>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{countText(accounts.length)} accounts</th>
            <td className={styles.beside} />
            <td className={styles.beside} />
            <Amount money={total((account) => account.debit)} />
            <Amount money={total((account) => account.credit)} />
            <Amount money={total((account) => account.balance)} />
          </tr>
        </tfoot>
      </table>
    </Scrollable>
  )
}

function Amount({ money }: { readonly money: MoneyWire }) {
  return (
    <td data-num className={isZero(money.amount) ? ui.quiet : undefined}>
      {amountText(money)}
    </td>
  )
}

function accountPath(accountId: string, asOf: string | undefined): string {
  return `/trial-balance/${accountId}${asOf ? `?postedTo=${asOf}` : ''}`
}
