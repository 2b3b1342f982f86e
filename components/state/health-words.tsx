'use client'

import { useEffect, useState } from 'react'

/** What still works, said only once the server has been asked: with its database down no other page works either. */
export function StillWorks({ otherwise }: { otherwise: string }) {
  const [up, setUp] = useState<boolean | null>(null)
  useEffect(() => {
    fetch('/api/health')
      .then((response) => setUp(response.ok))
      .catch(() => setUp(false))
  }, [])
  if (up === null) return <>being asked …</>
  return <>{up ? otherwise : 'nothing that reads the database: it does not answer. What was written is kept'}</>
}
