export type PointPart = { label: string; points: number; of?: number; reason?: string }

type PointsProps = { caption: string; parts: readonly PointPart[]; total: number; whole: string }

const colours = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)']

/** A confidence drawn as the parts that it is the sum of, out of a hundred; the table says the same in figures. */
export function Points({ caption, parts, total, whole }: PointsProps) {
  const said = parts.map(({ label, points }) => `${label} ${points}`).join(', ')
  return (
    <div className="stackv">
      <div className="meter" role="img" aria-label={`${caption}: ${said}, together ${total} of 100`}>
        {parts.map(({ label, points }, at) =>
          points > 0 ? <i key={label} style={{ width: `${points}%`, background: colours[at % 4] }} /> : null,
        )}
      </div>
      <table className="sum tight">
        <caption className="sr">{caption}</caption>
        <tbody>
          {parts.map(({ label, points, of, reason }, at) => (
            <tr key={label}>
              <th scope="row" className="mute">
                <span aria-hidden style={{ color: colours[at % 4] }}>
                  ■{' '}
                </span>
                {reason ?? label}
              </th>
              <td className="r nowrap">
                {points}
                {of === undefined ? null : <span className="faint"> of {of}</span>}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{whole}</th>
            <td className="r">{total}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
