export type Choice = { value: string; label: string; hint: string }

/** One typed answer out of a few, each with what it means. */
export function Choices({ name, legend, choices }: { name: string; legend: string; choices: readonly Choice[] }) {
  return (
    <fieldset className="field">
      <legend className="mb-1">{legend}</legend>
      <div className="choices">
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input type="radio" name={name} value={choice.value} required />
            <span>{choice.label}</span>
            <small>{choice.hint}</small>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
