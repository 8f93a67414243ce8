import type { CompanyView } from '#contracts/records/companies'
import type { PlaceView } from '#contracts/records/places'

import { useDocument } from '../../api/queries.ts'

/** Whose books the stock of a place is in. */
export function useCompanyOf(place: PlaceView | undefined): CompanyView | undefined {
  const { document } = useDocument<CompanyView>(
    `/companies/${place?.companyId}`,
    {},
    place !== undefined,
  )
  return document
}
