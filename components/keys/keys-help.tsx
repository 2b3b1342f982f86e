'use client'

import { Modal } from '../overlay/modal'
import { keyList } from './hotkey-acts'

export function KeysHelp({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  return (
    <Modal open={open} onOpenChange={onOpenChange} title="Which keys work here?">
      <div className="in pb-5">
        <dl className="keys">
          {keyList.map(([keys, what]) => (
            <div key={what} className="contents">
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p className="small faint">Single keys can be switched off in Settings.</p>
      </div>
    </Modal>
  )
}
