import { PageBody } from '@/components/shell/page-body'
import { TopBar } from '@/components/shell/top-bar'
import { Blank } from '@/components/state/blank'

/** Postings without an account named in the address. */
export function ChooseAccount() {
  return (
    <>
      <TopBar title="Postings" above={{ href: '/ledger/accounts', label: 'Accounts' }} />
      <PageBody>
        <Blank
          title="Choose an account first"
          settled={false}
          actions={
            <a className="btn primary" href="/ledger/accounts">
              Show the accounts
            </a>
          }
        >
          Postings are read one account and one currency at a time.
        </Blank>
      </PageBody>
    </>
  )
}
