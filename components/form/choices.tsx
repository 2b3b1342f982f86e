export type Choice = { value: string; label: string; hint?: string }

type ChoicesProps = { name: string; legend: string; choices: readonly Choice[]; chosen?: string }

/** One typed answer out of a few, each with what it means. */
export function Choices({ name, legend, choices, chosen }: ChoicesProps) {
  return (
    <fieldset className="field">
      <legend className="mb-1">{legend}</legend>
      <div className="choices">
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input type="radio" name={name} value={choice.value} defaultChecked={choice.value === chosen} required />
            <span>{choice.label}</span>
            {choice.hint ? <small>{choice.hint}</small> : null}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
