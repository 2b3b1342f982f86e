import { Points } from '@/components/evidence/points'
import type { MatchingPolicy } from '@/lib/domain/matching/policy'
import { sayMode, sayRules, sayThresholds, sideWords } from '@/lib/domain/matching/say-policy'

/** A policy in words: per pair of sides its rules in order, each with the parts that its confidence is made of. */
export function PolicyRules({ policy }: { policy: MatchingPolicy }) {
  return (
    <>
      <p className="small strong">{sayMode(policy)}</p>
      {policy.pairs.map((pair) => (
        <section key={`${pair.left} ${pair.right}`} className="stackv">
          <div className="sec">
            <h2>
              {sideWords[pair.left]} to {sideWords[pair.right]}
            </h2>
          </div>
          <p className="small mute">The first rule that admits two rows decides. {sayThresholds(pair)}</p>
          <ol className="stackv">
            {sayRules(pair).map((rule, at) => (
              <li key={rule.code} className="stackv">
                <p>
                  <b>
                    {at + 1}. {rule.code.replaceAll('_', ' ')}
                  </b>
                  : {rule.asks.join('; ')}.
                </p>
                <Points
                  caption={rule.code.replaceAll('_', ' ')}
                  parts={rule.parts}
                  total={rule.total}
                  whole="At most"
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}
