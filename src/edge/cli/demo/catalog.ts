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
  supplier('BALTLIN', 'Baltic Linen Mill', 'EUR', 'LT', 30, 'FCA Klaipeda', 24),
  supplier('HUDSON', 'Hudson Glassworks', 'USD', 'US', 30, '', 9),
  supplier('LOWBOX', 'Lowland Box', 'USD', 'US', 45, '', 21),
]

export type DemoCategory = {
  readonly code: string
  readonly name: string
  /** How the SKUs of its items begin. */
  readonly prefixes: readonly string[]
}

export const categories: readonly DemoCategory[] = [
  { code: 'TEXTILES', name: 'Bed and bath textiles', prefixes: ['LIN', 'TWL'] },
  { code: 'TABLE', name: 'Table and kitchen', prefixes: ['GLS', 'BRD'] },
  { code: 'SCENT', name: 'Candles and soap', prefixes: ['CDL', 'SOAP'] },
  { code: 'PACKING', name: 'Packing material', prefixes: ['PKG'] },
]

export function categoryOf(sku: string): DemoCategory | undefined {
  return categories.find(({ prefixes }) => prefixes.some((prefix) => sku.startsWith(prefix)))
}

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

export type SecondSource = Pick<DemoItem, 'sku' | 'supplier' | 'price' | 'moq' | 'multiple'>

/** Others who could make it: dearer, sooner and in small lots, or cheaper, later and in large ones. */
export const secondSources: readonly SecondSource[] = [
  second('LIN-SHT-Q-OAT', 'BALTLIN', '36.90', 60, 6),
  second('LIN-DUV-Q-OAT', 'BALTLIN', '29.80', 60, 6),
  second('LIN-DUV-K-OAT', 'BALTLIN', '34.50', 60, 6),
  second('LIN-PIL-S-OAT', 'BALTLIN', '8.20', 120, 12),
  second('LIN-DUV-Q-SLT', 'BALTLIN', '29.80', 60, 6),
  second('TWL-BTH-WHT', 'BALTLIN', '7.65', 100, 10),
  second('TWL-BTH-SGE', 'BALTLIN', '7.90', 100, 10),
  second('GLS-TUM-4', 'HUDSON', '9.90', 24, 12),
  second('GLS-WIN-4', 'HUDSON', '13.20', 24, 12),
  second('GLS-CAR-1', 'HUDSON', '8.60', 24, 6),
  second('PKG-MLR-M', 'LOWBOX', '0.5700', 5_000, 500),
  second('PKG-MLR-L', 'LOWBOX', '0.8100', 5_000, 500),
]

function second(
  sku: string,
  supplierCode: string,
  price: string,
  moq: number,
  multiple: number,
): SecondSource {
  return { sku, supplier: supplierCode, price, moq: `${moq}`, multiple: `${multiple}` }
}

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
