import { join } from 'node:path'
import PDFDocument from 'pdfkit'

export type Pdf = InstanceType<typeof PDFDocument>
export const margin = 48

/** A4 with the fonts of the house, embedded: the built-in ones know no letters beyond Latin 1. */
export function openPdf(title: string, at: Date): Pdf {
  const document = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    info: { Title: title, Producer: 'Counterfoil', Creator: 'Counterfoil', CreationDate: at, ModDate: at },
  })
  const fonts = join(process.cwd(), 'node_modules/geist/dist/fonts')
  document.registerFont('text', join(fonts, 'geist-sans/Geist-Regular.ttf'))
  document.registerFont('strong', join(fonts, 'geist-sans/Geist-SemiBold.ttf'))
  document.registerFont('mono', join(fonts, 'geist-mono/GeistMono-Regular.ttf'))
  return document.font('text').fontSize(10)
}

/** Letters that the font does not have would print as boxes: whoever is named so is named by something else. */
export function canPrint(document: Pdf, text: string): boolean {
  const { font } = (document as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })._font
  return [...text].every((letter) => font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0))
}

/** The bytes, with "1 of 3" and what the paper is about at the foot of every page. */
export async function closePdf(document: Pdf, foot: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  const { start, count } = document.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    document.switchToPage(start + page)
    document.page.margins.bottom = 0
    const y = document.page.height - margin + 12
    document.font('text').fontSize(8).fillColor('#5b6670')
    document.text(foot, margin, y, { lineBreak: false })
    document.text(`${page + 1} of ${count}`, margin, y, {
      width: document.page.width - 2 * margin,
      align: 'right',
      lineBreak: false,
    })
  }
  document.end()
  return whole
}
