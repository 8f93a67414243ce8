/** Goal: what a document says can be printed, in any of the scripts we promise, and it reads no file. */
import { describe, expect, test } from 'vitest'

import { printPdf } from './pdf.ts'

const print = (text: string) =>
  printPdf({ title: 'Order', author: 'Landfall', foot: 'Foot', content: [{ text }] })

describe('a document', () => {
  test('in western letters is written in a font that every reader has', async () => {
    const pdf = (await print('Zürich, 10 € – “quoted”')).toString('latin1')
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf).toContain('/BaseFont /Helvetica')
    expect(pdf).not.toContain('/FontFile2')
  })

  test('with other letters brings its font along', async () => {
    const pdf = (await print('Стекло, γυαλί, szkło')).toString('latin1')
    expect(pdf).toContain('/FontFile2')
  })

  test('may not bring in files', async () => {
    const stolen = printPdf({
      title: '',
      author: '',
      foot: '',
      content: [{ image: '/etc/hostname' }],
    })
    await expect(stolen).rejects.toThrow()
  })
})

test('pages are numbered', async () => {
  const pdf = await print('line\n'.repeat(200))
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)
})
