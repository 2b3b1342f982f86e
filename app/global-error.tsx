'use client'

import './globals.css'

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="sheet">
          <div className="blank">
            <h1 className="title">Counterfoil could not draw this page</h1>
            <p>
              Nothing was lost and nothing was sent twice: an act is either written with its audit row, or not at all.
            </p>
            <p>Reference: {error.digest ?? 'none'}</p>
            <p>
              <a className="btn primary" href="/overview">
                Go to the overview
              </a>
            </p>
          </div>
        </main>
      </body>
    </html>
  )
}
