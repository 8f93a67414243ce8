import { NewRecord } from '../../parts/record-form/new-record.tsx'
import { promotionFields } from './fields.tsx'
import { blank } from './scope.ts'

const fields = promotionFields(new Map())

export function NewPromotion() {
  return (
    <NewRecord
      noun="promotion"
      crumb={{ label: 'Promotions', to: '/promotions' }}
      fields={fields}
      defaults={{ kind: 'discount', scopes: [blank] }}
      path="/promotions"
      note="It is planned: forecasts count with it at once, and it may yet move."
    />
  )
}
