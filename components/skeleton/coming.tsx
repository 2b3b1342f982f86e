import { shapeOf } from './shapes'

/** What stands while a page is read: its name, and the shape of what comes. */
export function Coming({ path }: { path: string }) {
  const { title, above, body, split } = shapeOf(path)
  return (
    <div className="coming" role="status">
      <div className="top">
        <div className="crumb">
          {above ? (
            <>
              <span>{above}</span>
              <span aria-hidden="true">/</span>
            </>
          ) : null}
          <b>{title}</b>
        </div>
        <span className="sr">Loading {title || above}</span>
      </div>
      <div className={split ? 'split' : 'page'} aria-hidden="true">
        {body}
      </div>
    </div>
  )
}
