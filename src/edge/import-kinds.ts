/** What can come by file, upstream first: each kind names only records of the kinds before it. */
import { supplierTermsImport } from '#flow/agreements'
import { openingStockImport } from '#flow/counts'
import { customerOrdersImport } from '#flow/customer-orders'
import { demandImport, salesImport } from '#flow/demand'
import { outsideForecastsImport } from '#flow/forecasting'
import { supplierInvoicesImport } from '#flow/matching'
import { channelsImport } from '#records/channels'
import {
  accountsImport,
  chargeCodesImport,
  companiesImport,
  currencyRatesImport,
  taxCodesImport,
} from '#records/companies'
import { importKinds as byName } from '#records/imports'
import { itemPacksImport, itemsImport } from '#records/items'
import { placesImport } from '#records/places'
import { promotionsImport } from '#records/promotions'
import { suppliersImport } from '#records/suppliers'

export const importKinds = byName([
  companiesImport,
  accountsImport,
  taxCodesImport,
  chargeCodesImport,
  currencyRatesImport,
  suppliersImport,
  itemsImport,
  itemPacksImport,
  placesImport,
  channelsImport,
  promotionsImport,
  supplierTermsImport,
  customerOrdersImport,
  demandImport,
  salesImport,
  outsideForecastsImport,
  openingStockImport,
  supplierInvoicesImport,
])
