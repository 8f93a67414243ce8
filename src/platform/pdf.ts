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
  const require = createRequire(import.meta.url)
  const roboto = require('pdfmake/fonts/Roboto.js')
  const helvetica = require('pdfmake/standard-fonts/Helvetica.js')
  pdfmake.setFonts({ ...roboto, ...helvetica })
  // A document names no files and no addresses; the printer may read its fonts and nothing else.
  const fonts = [roboto.Roboto, helvetica.Helvetica]
  const fontPaths = new Set<string>(fonts.flatMap((font) => Object.values<string>(font)))
  pdfmake.setLocalAccessPolicy((path) => fontPaths.has(path))
  pdfmake.setUrlAccessPolicy(() => false)
  return pdfmake
}

/** The letters of WinAnsi (Windows-1252), which the fonts that each reader has are written in. */
const winAnsi =
  /^[\x20-\x7e\xa0-\xff\n\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]*$/

/**
 * A font that every reader has needs no embedding, which is most of the work of printing; one with
 * more letters is embedded where a text needs it.
 */
function fontFor(document: PdfDocument): 'Helvetica' | 'Roboto' {
  const texts = textsIn([document.title, document.author, document.foot, document.content])
  return texts.every((text) => winAnsi.test(text)) ? 'Helvetica' : 'Roboto'
}

function textsIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part]
  if (Array.isArray(part)) return part.flatMap(textsIn)
  if (typeof part !== 'object' || part === null) return []
  return Object.values(part).flatMap(textsIn)
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
    defaultStyle: { font: fontFor(document), fontSize: 9.5, lineHeight: 1.2 },
    styles: {
      title: { fontSize: 18, bold: true },
      label: { fontSize: 8, color: '#555555' },
      head: { fontSize: 8, bold: true, color: '#333333' },
    },
  }
}
