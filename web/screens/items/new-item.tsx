import type { PackView } from '#contracts/records/items'
import { RecordFoot } from '../../parts/record-form/record-foot.tsx'
import styles from '../../parts/record-form/record-form.module.css'
import { RecordInputs } from '../../parts/record-form/record-inputs.tsx'
import { useRecordForm } from '../../parts/record-form/use-record-form.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { itemDefaults, itemFields, packsField } from './fields.tsx'
import { Packs } from './packs.tsx'

export function NewItem() {
  const go = useGo()
  const form = useRecordForm<{ readonly id: string }>({
    fields: [...itemFields, packsField],
    defaults: itemDefaults,
    path: '/items',
    onDone: ({ id }) => {
      toast({ text: 'The item is there.' })
      go(`/items/${id}`)
    },
  })
  return (
    <Page
      title="New item"
      crumb={{ label: 'Items', to: '/items' }}
      foot={
        <RecordFoot
          form={form}
          noun="item"
          note="Unit, decimals, valuation and lots stay for good: stock is counted and valued by them."
        />
      }
    >
      <div className={styles.form}>
        {form.act.problem ? (
          <Refusal problem={form.act.problem} sentence="The item was not added." />
        ) : null}
        <RecordInputs
          fields={itemFields}
          values={form.values}
          set={form.set}
          problem={form.act.problem}
          isNew
        />
      </div>
      <Packs
        packs={(form.values['packs'] ?? []) as readonly PackView[]}
        onChange={(packs) => form.set('packs', packs)}
        unit={String(form.values['unit'] ?? '')}
        isDisabled={false}
        problem={form.act.problem}
      />
    </Page>
  )
}
