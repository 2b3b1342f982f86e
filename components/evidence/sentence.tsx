import { amountPhrase } from '../finance/amount'

type SentenceProps = { text: string; minor: bigint; currency: string }

/** The sentence first; the sum at stake is marked where it stands in it. */
export function Sentence({ text, minor, currency }: SentenceProps) {
  const phrase = amountPhrase(minor < 0n ? -minor : minor, currency)
  const at = text.indexOf(phrase)
  if (at < 0) return <p className="sentence">{text}</p>
  return (
    <p className="sentence">
      {text.slice(0, at)}
      <mark>{phrase}</mark>
      {text.slice(at + phrase.length)}
    </p>
  )
}
