'use client'

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Counterfoil could not draw this page</h1>
          <p>
            Nothing was lost and nothing was sent twice: an act is either written with its audit row, or not at all.
          </p>
          <p>Reference: {error.digest ?? 'none'}</p>
          <p>
            <a href="/overview">Go to the overview</a>
          </p>
        </main>
      </body>
    </html>
  )
}
