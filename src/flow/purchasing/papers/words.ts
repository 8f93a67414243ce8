/** What an order says to a supplier, by language; English where a language is not there. */
export type Words = {
  readonly purchaseOrder: string
  readonly draft: string
  readonly date: string
  readonly deliverBy: string
  readonly deliverTo: string
  readonly supplier: string
  readonly buyer: string
  readonly terms: string
  readonly days: (days: number) => string
  readonly incoterm: string
  readonly item: string
  readonly yourItem: string
  readonly quantity: string
  readonly price: string
  readonly value: string
  readonly total: string
  readonly taxId: string
  readonly version: string
  readonly subject: (number: string, company: string) => string
  readonly changedSubject: (number: string, company: string) => string
  readonly greeting: (supplier: string) => string
  readonly attached: (number: string) => string
  readonly answerHere: string
  readonly answerButton: string
  readonly linkIsYours: string
  readonly regards: string
  readonly decidedSubject: (number: string, company: string) => string
  readonly decided: (number: string) => string
  readonly line: string
  readonly accepted: string
  readonly declined: string
  readonly standsAt: string
  readonly lineCancelled: string
  readonly reason: string
  readonly seeHere: string
}

const en: Words = {
  purchaseOrder: 'Purchase order',
  draft: 'Draft',
  date: 'Date',
  deliverBy: 'Deliver by',
  deliverTo: 'Deliver to',
  supplier: 'Supplier',
  buyer: 'Buyer',
  terms: 'Payment',
  days: (days) => `${days} days net`,
  incoterm: 'Incoterm',
  item: 'Item',
  yourItem: 'Your item',
  quantity: 'Quantity',
  price: 'Price',
  value: 'Value',
  total: 'Total',
  taxId: 'Tax id',
  version: 'Version',
  subject: (number, company) => `Order ${number} from ${company}`,
  changedSubject: (number, company) => `Changed: order ${number} from ${company}`,
  greeting: (supplier) => `Dear ${supplier},`,
  attached: (number) => `please find our order ${number} attached.`,
  answerHere: 'Tell us line by line what you can deliver, and when. No account is needed:',
  answerButton: 'Answer this order',
  linkIsYours: 'The link is yours alone. Please do not pass it on.',
  regards: 'Kind regards',
  decidedSubject: (number, company) => `Your answer to order ${number}: decided by ${company}`,
  decided: (number) => `thank you for your answer to our order ${number}. This is our decision:`,
  line: 'Line',
  accepted: 'Accepted',
  declined: 'Declined',
  standsAt: 'It stands at',
  lineCancelled: 'It is cancelled.',
  reason: 'Reason',
  seeHere: 'See the order as it stands',
}

const de: Words = {
  purchaseOrder: 'Bestellung',
  draft: 'Entwurf',
  date: 'Datum',
  deliverBy: 'Lieferung bis',
  deliverTo: 'Lieferung an',
  supplier: 'Lieferant',
  buyer: 'Einkauf',
  terms: 'Zahlung',
  days: (days) => `${days} Tage netto`,
  incoterm: 'Incoterm',
  item: 'Artikel',
  yourItem: 'Ihr Artikel',
  quantity: 'Menge',
  price: 'Preis',
  value: 'Wert',
  total: 'Summe',
  taxId: 'USt-IdNr.',
  version: 'Fassung',
  subject: (number, company) => `Bestellung ${number} von ${company}`,
  changedSubject: (number, company) => `Geändert: Bestellung ${number} von ${company}`,
  greeting: (supplier) => `Guten Tag ${supplier},`,
  attached: (number) => `anbei unsere Bestellung ${number}.`,
  answerHere: 'Sagen Sie uns Zeile für Zeile, was Sie bis wann liefern. Ein Konto ist nicht nötig:',
  answerButton: 'Bestellung beantworten',
  linkIsYours: 'Der Link gehört nur Ihnen. Bitte geben Sie ihn nicht weiter.',
  regards: 'Freundliche Grüße',
  decidedSubject: (number, company) => `Ihre Antwort auf ${number}: Entscheidung von ${company}`,
  decided: (number) =>
    `danke für Ihre Antwort auf unsere Bestellung ${number}. Wir haben entschieden:`,
  line: 'Zeile',
  accepted: 'Angenommen',
  declined: 'Abgelehnt',
  standsAt: 'Es gilt',
  lineCancelled: 'Sie ist gestrichen.',
  reason: 'Grund',
  seeHere: 'Bestellung ansehen, wie sie gilt',
}

const byLanguage: Readonly<Record<string, Words>> = { en, de }

/** @param language a tag such as `de` or `de-AT` */
export function wordsIn(language: string): Words {
  return byLanguage[language.slice(0, 2).toLowerCase()] ?? en
}
