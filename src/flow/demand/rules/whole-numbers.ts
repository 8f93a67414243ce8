const [zero, minus, comma, openBrace, closeBrace] = [48, 45, 44, 123, 125]

/**
 * The whole numbers of an array as PostgreSQL writes it, `{12,0,-3}`: digit by digit, since to split
 * and convert takes ten times as long, and there are hundreds for each item.
 */
export function wholeNumbers(list: string): number[] {
  const found: number[] = []
  let value = 0
  let sign = 1
  for (let at = 0; at < list.length; at += 1) {
    const code = list.charCodeAt(at)
    if (code === minus) sign = -1
    else if (code === comma || (code === closeBrace && at > 1)) {
      found.push(sign * value)
      value = 0
      sign = 1
    } else if (code !== openBrace && code !== closeBrace) value = 10 * value + code - zero
  }
  return found
}
