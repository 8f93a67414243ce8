/** Prints documents as PDF. The printer is loaded at the first document, and kept. */
import { createRequire } from 'node:module'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'

export type { Content }

/** What a document says; page, fonts and foot are the same on all of ours. */
export type PdfDocument = {
  readonly title: string
  readonly author: string
  readonly content: Content[]
  /** At the foot of each page, before the page number. */
  readonly foot: string
}

type Printer = typeof import('pdfmake')

let printer: Promise<Printer> | undefined

/** The bytes of an A4 document. Letters of Latin, Greek and Cyrillic scripts are printed. */
export async function printPdf(document: PdfDocument): Promise<Buffer> {
  printer ??= loadPrinter()
  const pdfmake = await printer
  return pdfmake.createPdf(definitionOf(document)).getBuffer()
}

async function loadPrinter(): Promise<Printer> {
  const { default: pdfmake } = (await import('pdfmake')) as unknown as { default: Printer }
  const fonts = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js')
  pdfmake.setFonts(fonts)
  // A document names no files and no addresses; the printer may read its fonts and nothing else.
  const fontPaths = new Set<string>(Object.values(fonts.Roboto))
  pdfmake.setLocalAccessPolicy((path) => fontPaths.has(path))
  pdfmake.setUrlAccessPolicy(() => false)
  return pdfmake
}

function definitionOf(document: PdfDocument): TDocumentDefinitions {
  return {
    info: { title: document.title, author: document.author },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    content: document.content,
    footer: (page, pages) => ({
      margin: [48, 12, 48, 0],
      fontSize: 8,
      color: '#555555',
      columns: [
        { text: document.foot },
        { text: `${page} / ${pages}`, alignment: 'right', width: 60 },
      ],
    }),
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.2 },
    styles: {
      title: { fontSize: 18, bold: true },
      label: { fontSize: 8, color: '#555555' },
      head: { fontSize: 8, bold: true, color: '#333333' },
    },
  }
}
