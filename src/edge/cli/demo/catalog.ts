/** What the demo company buys from whom. Made up, but like the real thing. */

export type DemoSupplier = {
  readonly code: string
  readonly name: string
  readonly currency: string
  readonly country: string
  readonly email: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly leadTimeDays: number
}

export const suppliers: readonly DemoSupplier[] = [
  supplier('NBHAOYU', 'Ningbo Haoyu Textile', 'CNY', 'CN', 30, 'FOB Ningbo', 75),
  supplier('DOURO', 'Têxteis Douro', 'EUR', 'PT', 30, 'FCA Porto', 35),
  supplier('BORMIA', 'Vetreria Bormia', 'EUR', 'IT', 60, 'FCA Trieste', 42),
  supplier('OHIOOAK', 'Ohio Oak Board', 'USD', 'US', 30, 'FCA Columbus', 14),
  supplier('CANDLE', 'Carolina Candle Works', 'USD', 'US', 15, '', 10),
  supplier('GLPACK', 'Great Lakes Pack', 'USD', 'US', 30, '', 7),
]

export type DemoItem = {
  readonly sku: string
  readonly name: string
  readonly supplier: string
  readonly price: string
  readonly moq: string
  readonly multiple: string
  /** How many make a case. */
  readonly caseOf: number
  readonly tracksLots: boolean
}

export const items: readonly DemoItem[] = [
  item('LIN-SHT-Q-OAT', 'Linen sheet set, queen, oat', 'NBHAOYU', '262.00', 240, 12),
  item('LIN-DUV-Q-OAT', 'Linen duvet cover, queen, oat', 'NBHAOYU', '214.00', 240, 12),
  item('LIN-DUV-K-OAT', 'Linen duvet cover, king, oat', 'NBHAOYU', '248.00', 240, 12),
  item('LIN-PIL-S-OAT', 'Linen pillowcase pair, oat', 'NBHAOYU', '58.00', 480, 24),
  item('LIN-DUV-Q-SLT', 'Linen duvet cover, queen, slate', 'NBHAOYU', '214.00', 240, 12),
  item('TWL-BTH-WHT', 'Bath towel, white', 'DOURO', '6.85', 200, 20),
  item('TWL-HND-WHT', 'Hand towel, white', 'DOURO', '3.40', 400, 40),
  item('TWL-BTH-SGE', 'Bath towel, sage', 'DOURO', '7.10', 200, 20),
  item('GLS-TUM-4', 'Tumbler, set of 4', 'BORMIA', '7.40', 120, 12),
  item('GLS-WIN-4', 'Wine glass, set of 4', 'BORMIA', '9.85', 120, 12),
  item('GLS-CAR-1', 'Carafe, 1 litre', 'BORMIA', '6.30', 120, 6),
  item('GLS-BWL-L', 'Serving bowl, large', 'BORMIA', '11.20', 60, 6),
  item('BRD-OAK-M', 'Oak board, medium', 'OHIOOAK', '12.40', 50, 10),
  item('BRD-OAK-L', 'Oak board, large', 'OHIOOAK', '18.90', 50, 5),
  { ...item('CDL-FIG-8', 'Candle, fig, 8 oz', 'CANDLE', '4.80', 144, 12), tracksLots: true },
  { ...item('CDL-PIN-8', 'Candle, pine, 8 oz', 'CANDLE', '4.80', 144, 12), tracksLots: true },
  { ...item('SOAP-FIG-12', 'Hand soap, fig, 12 oz', 'CANDLE', '3.15', 144, 12), tracksLots: true },
  item('PKG-MLR-M', 'Mailer box, medium', 'GLPACK', '0.6200', 1_000, 50),
  item('PKG-MLR-L', 'Mailer box, large', 'GLPACK', '0.8850', 1_000, 50),
]

function supplier(
  code: string,
  name: string,
  currency: string,
  country: string,
  paymentTermsDays: number,
  incoterm: string,
  leadTimeDays: number,
): DemoSupplier {
  const email = `orders@${code.toLowerCase()}.example`
  return { code, name, currency, country, email, paymentTermsDays, incoterm, leadTimeDays }
}

function item(
  sku: string,
  name: string,
  supplierCode: string,
  price: string,
  moq: number,
  caseOf: number,
): DemoItem {
  return {
    sku,
    name,
    supplier: supplierCode,
    price,
    moq: `${moq}`,
    multiple: `${caseOf}`,
    caseOf,
    tracksLots: false,
  }
}
