import Link from 'next/link'
import { Amount, amountPhrase } from '@/components/finance/amount'
import { shortId } from '@/components/finance/short-id'
import { When } from '@/components/moment/when'
import type { LifeEdge, LifeGraph, LifeNode, Side } from '@/lib/domain/money-life/life'
import { threadsOf } from '@/lib/domain/money-life/threads'
import { kindWord, sideWords, whyWords } from '../kind-words'
import { placeOf } from '../node-place'

const sides: readonly Side[] = ['books', 'stripe', 'ledger', 'bank']
type Sight = { graph: LifeGraph; zone: string; nameOf(accountId: string): string }

/** Four sides beside each other: what stands on one line is the same money, held together along the perforation. */
export function Threads(sight: Sight) {
  const threads = threadsOf(sight.graph)
  const places = new Map(threads.flatMap((thread, at) => nodesOf(thread).map(({ key }) => [key, `m${at}`])))
  return (
    <section className="card" aria-label="Four sides">
      <div className="sides-head" aria-hidden="true">
        <span>When</span>
        {sides.map((side) => (
          <span key={side}>{sideWords[side]}</span>
        ))}
      </div>
      <ol className="sides">
        {threads.map((thread, at) => (
          <li key={thread.key} id={`m${at}`}>
            <span className="when">
              <When at={thread.at} zone={sight.zone} />
              <small>{sight.nameOf(accountOf(thread))}</small>
            </span>
            {sides.map((side) => (
              <Cell key={side} side={side} nodes={thread[side]} places={places} sight={sight} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

type Thread = ReturnType<typeof threadsOf>[number]
const nodesOf = ({ stripe, books, ledger, bank }: Thread): LifeNode[] => [...stripe, ...books, ...ledger, ...bank]
const accountOf = (thread: Thread) => nodesOf(thread)[0]?.accountId ?? ''

type CellProps = { side: Side; nodes: readonly LifeNode[]; places: ReadonlyMap<string, string>; sight: Sight }

function Cell({ side, nodes, places, sight }: CellProps) {
  return (
    <div className={nodes.length === 0 ? 'face none' : 'face'}>
      {nodes.length === 0 ? null : <span className="face-word">{sideWords[side]}</span>}
      {nodes.map((node) => (
        <div key={node.key} className={node.counts ? 'node' : 'node apart'}>
          <span className="what" title={side === 'ledger' ? node.kind : kindWord(node)}>
            {kindWord(node)}
          </span>
          <Amount minor={node.amountMinor} currency={node.currency} />
          <NodeId node={node} />
          {node.status && side === 'stripe' ? (
            <small className="state">{node.status.replaceAll('_', ' ')}</small>
          ) : null}
          <Why node={node} places={places} graph={sight.graph} />
        </div>
      ))}
    </div>
  )
}

function NodeId({ node }: { node: LifeNode }) {
  const [href, id] = [placeOf(node), node.side === 'stripe' ? (node.objectId ?? node.id) : node.id]
  if (href === null)
    return (
      <span className="id" title={id}>
        {shortId(id)}
      </span>
    )
  return (
    <Link className="id" href={href} title={id} prefetch={false}>
      {shortId(id)}
    </Link>
  )
}

type WhyProps = { node: LifeNode; places: ReadonlyMap<string, string>; graph: LifeGraph }

/** Why it is here: what it is to another movement, which stands a press away. */
function Why({ node, places, graph }: WhyProps) {
  const byKey = new Map(graph.nodes.map((one) => [one.key, one]))
  const edges = graph.edges.filter(({ from, to }) => from === node.key && places.get(to) !== places.get(from))
  return edges.map((edge) => {
    const [word, other] = [whyWords[edge.kind], byKey.get(edge.to)]
    if (word === null || !other) return null
    return (
      <a key={`${edge.kind} ${edge.to}`} className="why" href={`#${places.get(edge.to)}`}>
        {partWords(edge, node)}
        {word} {shortId(other.objectId ?? other.id)}
      </a>
    )
  })
}

function partWords({ kind, partMinor }: LifeEdge, { currency }: LifeNode): string {
  return kind === 'paid_out_in' && partMinor !== null ? `${amountPhrase(partMinor, currency)} ` : ''
}
