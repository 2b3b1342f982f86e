import { describe, expect, test } from 'vitest'
import { ago, contract, decide, leg, type SmallFamily, told, twin } from './testing/small-family'

const charge = leg('sale', 'ch_1', 200_00n, { seller: 'acct_seller' })
const transfer = leg('transfer', 'tr_1', 150_00n, { parentId: 'ch_1', seller: 'acct_seller' })
const refund = leg('refund', 're_1', 50_00n, { parentId: 'ch_1', created: ago(80) })
const dispute = leg('dispute', 'du_1', 200_00n, { parentId: 'ch_1', created: ago(60), status: 'under_review' })
const lost = { ...dispute, status: 'lost' }
const returned = leg('dispute_reversal', 'du_1', 200_00n, { parentId: 'ch_1', created: ago(30) })
const reversal = (minor: bigint, n = 1) =>
  leg('transfer_reversal', `trr_${n}`, minor, { parentId: `tr_${n}`, created: ago(50) })
const anew = (minor: bigint, over = {}) =>
  leg('transfer', 'tr_9', minor, { parentId: 'ch_1', seller: 'acct_seller', created: ago(29), ...over })
const recovered = { contracts: [contract({ disputePolicy: 'recovered' })] }
const booked = (legs: SmallFamily['legs'] = [], over: SmallFamily = {}): SmallFamily => ({
  legs,
  entries: legs.map((l) => twin(l)),
  ...over,
})
const platform = 'customer_owes_platform'

describe('a lost dispute', () => {
  const short = (minor: number, id = 'tr_1') => `DISPUTE_NOT_RECOVERED ${id} ${minor} usd seller_owes_platform`
  const leak = (minor: number) => `TRANSFER_NOT_REVERSED tr_1 ${minor} usd seller_owes_platform`
  const both = `REFUNDED_AND_DISPUTED ch_1 5000 usd ${platform}`
  test.each<[string, SmallFamily, string[]]>([
    ['is taken back from the seller who bears it', booked([charge, transfer, lost], recovered), [short(150_00)]],
    ['in part, in proportion', booked([charge, transfer, { ...lost, amountMinor: 33_33n }], recovered), [short(25_00)]],
    ['was taken back', booked([charge, transfer, lost, reversal(150_00n)], recovered), []],
    ['one minor unit short is rounding', booked([charge, transfer, lost, reversal(149_99n)], recovered), []],
    ['two are not', booked([charge, transfer, lost, reversal(149_98n)], recovered), [short(2)]],
    [
      'is absorbed where the contract says nothing else',
      booked([charge, transfer, lost], { contracts: [contract()] }),
      [],
    ],
    ['is absorbed without a contract', booked([charge, transfer, lost]), []],
    ['is not decided yet', booked([charge, transfer, dispute], recovered), []],
    [
      'by the contract that was in force when the charge was made',
      booked([charge, transfer, lost], {
        contracts: [contract(), contract({ reference: 'CT-2', validFrom: ago(90), disputePolicy: 'recovered' })],
      }),
      [],
    ],
    [
      'asks for what refunds do not claim already, and what came back is theirs first',
      booked([charge, transfer, refund, lost, reversal(40_00n)], recovered),
      [short(110_00), both],
    ],
    [
      'and a refund that forgot: each claims its own part of one transfer',
      booked([charge, transfer, refund, lost], recovered),
      [short(112_50), both, leak(37_50)],
    ],
    [
      'two sellers in one cart, each his own transfer',
      booked(
        [charge, { ...transfer, amountMinor: 50_00n }, { ...transfer, objectId: 'tr_2', seller: 'acct_b' }, lost],
        { contracts: [contract({ disputePolicy: 'recovered' }), contract({ reference: 'CT-b', seller: 'acct_b' })] },
      ),
      [short(50_00)],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual([...expected].sort())
  })

  test('the sentence says who owes whom, and the parts are the claim and what came back', () => {
    const [finding] = decide(booked([charge, transfer, lost, reversal(40_00n)], recovered)).findings
    expect(finding?.sentence).toBe(
      'A dispute over USD 200.00 was lost, which by contract the seller bears, and USD 110.00 of his transfer of USD 150.00 was not taken back: the seller owes the platform USD 110.00.',
    )
    expect(finding?.evidence.parts.map((part) => part.amountMinor)).toEqual(['15000', '-4000'])
  })
})

describe('a won dispute', () => {
  const owed = (minor: number, id = 'tr_1') => `RETRANSFER_OWED ${id} ${minor} usd platform_owes_seller`
  const won = [charge, transfer, { ...dispute, status: 'won' }, returned]
  const second = { ...transfer, objectId: 'tr_2' }
  test.each<[string, SmallFamily, string[]]>([
    ['gives back what was taken from the seller', booked([...won, reversal(150_00n)]), [owed(150_00)]],
    ['took nothing from the seller', booked(won), []],
    ['gave it back', booked([...won, reversal(150_00n), anew(150_00n)]), []],
    ['gave a part of it back', booked([...won, reversal(150_00n), anew(100_00n)]), [owed(50_00)]],
    ['one minor unit is rounding', booked([...won, reversal(150_00n), anew(149_99n)]), []],
    ['two are not', booked([...won, reversal(150_00n), anew(149_98n)]), [owed(2)]],
    [
      'a transfer in another currency is not the one that is owed',
      booked([...won, reversal(150_00n), anew(150_00n, { currency: 'eur' })]),
      [owed(150_00)],
    ],
    [
      'a transfer to somebody else is not either',
      booked([...won, reversal(150_00n), anew(150_00n, { seller: 'acct_b' })]),
      [owed(150_00)],
    ],
    [
      'a transfer anew that was taken back again gave nothing',
      booked([...won, reversal(150_00n), anew(150_00n), reversal(150_00n, 9)]),
      [owed(150_00)],
    ],
    [
      'a transfer made before the return is an original one',
      booked([...won, reversal(150_00n), anew(150_00n, { created: ago(31) })]),
      [owed(150_00)],
    ],
    [
      'made in the very second of the return it is anew',
      booked([...won, reversal(150_00n), anew(150_00n, { created: ago(30) })]),
      [],
    ],
    [
      'still has its day',
      booked([charge, transfer, dispute, { ...returned, created: ago(24) }, reversal(150_00n)]),
      [],
    ],
    ['what refunds claim stays with the platform', booked([...won, refund, reversal(150_00n)]), [owed(112_50)]],
    [
      'two transfers to one seller: what came anew is handed out by their ids',
      booked([...won, second, reversal(150_00n), reversal(150_00n, 2), anew(200_00n)]),
      [owed(100_00, 'tr_2')],
    ],
    [
      'two sellers: each is owed his own',
      booked([...won, { ...second, seller: 'acct_b' }, reversal(150_00n), reversal(150_00n, 2), anew(150_00n)]),
      [owed(150_00, 'tr_2')],
    ],
  ])('%s', (_, facts, expected) => {
    expect(told(facts)).toEqual(expected)
  })

  test('a refund holds nothing against a transfer that was made anew', () => {
    const late = { ...refund, amountMinor: 200_00n, created: ago(20) }
    const family = booked([...won, reversal(150_00n), anew(150_00n), late])
    expect(told(family)).toEqual([])
  })

  test('its clock is looked at again when its day is over', () => {
    const verdict = decide(booked([charge, transfer, dispute, { ...returned, created: ago(23) }, reversal(150_00n)]))
    expect(verdict.recheckAt).toEqual(new Date(ago(-1).getTime() + 1))
  })
})
