/** A letter as HTML that mail programs show: plain parts, styles within. */
export type Part =
  | { readonly text: string }
  | { readonly faint: string }
  | { readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly button: string; readonly link: string }

export function htmlLetter(language: string, parts: readonly Part[]): string {
  return [
    `<!doctype html><html lang="${escaped(language)}"><meta charset="utf-8">`,
    '<body style="font:15px/1.5 Arial,sans-serif;color:#111;max-width:560px;margin:24px">',
    ...parts.map(htmlOf),
    '</body></html>',
  ].join('\n')
}

function htmlOf(part: Part): string {
  if ('rows' in part) return tableOf(part.rows)
  if ('faint' in part) return paragraph(`<span style="color:#555">${escaped(part.faint)}</span>`)
  if ('text' in part) return paragraph(escaped(part.text))
  return paragraph(
    `<a href="${escaped(part.link)}" style="display:inline-block;padding:10px 18px;` +
      `background:#111;color:#fff;text-decoration:none;border-radius:6px">` +
      `${escaped(part.button)}</a>`,
  )
}

const paragraph = (content: string) => `<p style="margin:0 0 16px">${content}</p>`

function tableOf(rows: readonly (readonly [string, string])[]): string {
  const cells = rows.map(
    ([label, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#555">${escaped(label)}</td>` +
      `<td style="padding:2px 0">${escaped(value)}</td></tr>`,
  )
  return `<table style="margin:0 0 16px;border-collapse:collapse">${cells.join('')}</table>`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>')
}
