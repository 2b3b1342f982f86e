'use client'

import { useRef } from 'react'

/** A chart's figures as a file and its picture as another, of what is drawn now in the theme that is on. */
export function ChartDownloads({ name, csv }: { name: string; csv: string }) {
  const self = useRef<HTMLSpanElement>(null)
  const picture = async () => {
    const drawings =
      self.current?.closest('[data-chart]')?.querySelectorAll<SVGSVGElement>('svg[viewBox]:not(.ico)') ?? []
    const shown = [...drawings].find((svg) => svg.checkVisibility()) ?? drawings[0]
    const png = shown ? await pngOf(shown) : null
    if (png) save(png, `${name}.png`)
  }
  return (
    <span ref={self} className="line g1 small nowrap exports">
      <button type="button" className="link" onClick={() => save(new Blob([csv], { type: 'text/csv' }), `${name}.csv`)}>
        CSV<span className="sr"> of this chart</span>
      </button>
      <button type="button" className="link" onClick={() => void picture()}>
        PNG<span className="sr"> of this chart</span>
      </button>
    </span>
  )
}

const copied = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-family', 'text-anchor']
const sharpness = 2

/** The drawing with its colours written out, twice as large as it is shown. */
async function pngOf(svg: SVGSVGElement): Promise<Blob | null> {
  const [, , width = 640, height = 240] = (svg.getAttribute('viewBox') ?? '').split(/\s+/).map(Number)
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = svg.querySelectorAll('*')
  for (const [at, element] of copy.querySelectorAll('*').entries()) {
    const style = originals[at] && getComputedStyle(originals[at])
    for (const property of copied) element.setAttribute(property, style?.getPropertyValue(property) ?? '')
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width * sharpness))
  copy.setAttribute('height', String(height * sharpness))
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * sharpness
  canvas.height = height * sharpness
  const paper = canvas.getContext('2d')
  if (!paper) return null
  paper.fillStyle = getComputedStyle(document.body).backgroundColor
  paper.fillRect(0, 0, canvas.width, canvas.height)
  paper.drawImage(image, 0, 0)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
