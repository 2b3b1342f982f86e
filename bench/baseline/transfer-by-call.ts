import pg from 'pg'

/**
 * The shape of pgledger (https://github.com/pgr0ss/pgledger), written anew: accounts carry their balance and a version, and
 * one function call makes one transfer: it locks both accounts in the order of their ids, moves both balances and
 * writes the transfer with its two entries.
 */
const schema = `
  CREATE SCHEMA by_call;
  CREATE TABLE by_call.account (id text PRIMARY KEY, currency text NOT NULL, balance numeric NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 0, updated_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE by_call.transfer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, from_account text NOT NULL
    REFERENCES by_call.account, to_account text NOT NULL REFERENCES by_call.account, amount numeric NOT NULL
    CHECK (amount > 0), created_at timestamptz NOT NULL DEFAULT now(), CHECK (from_account <> to_account));
  CREATE INDEX ON by_call.transfer (from_account);
  CREATE INDEX ON by_call.transfer (to_account);
  CREATE TABLE by_call.entry (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account text NOT NULL
    REFERENCES by_call.account, transfer bigint NOT NULL REFERENCES by_call.transfer, amount numeric NOT NULL,
    balance_before numeric NOT NULL, balance_after numeric NOT NULL, account_version bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX ON by_call.entry (account);
  CREATE INDEX ON by_call.entry (transfer);
  CREATE FUNCTION by_call.transfer(source text, target text, moved numeric) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE made bigint; giver by_call.account; taker by_call.account;
  BEGIN
    PERFORM 1 FROM by_call.account WHERE id IN (source, target) ORDER BY id FOR UPDATE;
    UPDATE by_call.account SET balance = balance - moved, version = version + 1, updated_at = now()
      WHERE id = source RETURNING * INTO giver;
    UPDATE by_call.account SET balance = balance + moved, version = version + 1, updated_at = now()
      WHERE id = target RETURNING * INTO taker;
    IF giver.currency <> taker.currency THEN RAISE EXCEPTION 'two currencies in one transfer'; END IF;
    INSERT INTO by_call.transfer (from_account, to_account, amount) VALUES (source, target, moved) RETURNING id INTO made;
    INSERT INTO by_call.entry (account, transfer, amount, balance_before, balance_after, account_version) VALUES
      (source, made, -moved, giver.balance + moved, giver.balance, giver.version),
      (target, made, moved, taker.balance - moved, taker.balance, taker.version);
    RETURN made;
  END $$`

export type ByCall = { transferAll(count: number): Promise<void>; transfers(): Promise<number>; close(): Promise<void> }

/** Many callers, one hot account on one side of every transfer, as a platform's clearing account is. */
export async function openByCall(adminUrl: string, callers: number, sellers: number): Promise<ByCall> {
  const pool = new pg.Pool({ connectionString: adminUrl, max: callers })
  pool.on('error', () => {}) // a field that closes takes its connections along
  await pool.query(schema)
  await pool.query(
    `INSERT INTO by_call.account (id, currency)
     SELECT 'clearing', 'eur' UNION ALL SELECT 'seller:' || n, 'eur' FROM generate_series(0, $1::int - 1) AS n`,
    [sellers],
  )
  return {
    transferAll: async (count) => {
      let next = 0
      const caller = async () => {
        while (next < count) {
          const place = next++
          const named = { name: 'transfer', text: 'SELECT by_call.transfer($1, $2, $3)' }
          await pool.query({ ...named, values: ['clearing', `seller:${place % sellers}`, 500 + (place % 40_000)] })
        }
      }
      await Promise.all(Array.from({ length: callers }, caller))
    },
    transfers: async () =>
      Number((await pool.query<{ n: string }>('SELECT count(*) AS n FROM by_call.transfer')).rows[0]?.n ?? 0),
    close: () => pool.end(),
  }
}
