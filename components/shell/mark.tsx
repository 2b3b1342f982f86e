/** The counterfoil: two sides of the same money along a perforation. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M2 4h5.5v12H2z" fill="currentColor" opacity=".38" />
      <path d="M9.5 4H18v12H9.5z" fill="currentColor" />
      <path d="M8.5 3.5v13" stroke="currentColor" strokeWidth="1" strokeDasharray="1.5 1.5" />
    </svg>
  )
}
