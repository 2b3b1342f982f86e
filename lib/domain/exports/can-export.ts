import type { Actor, Role } from '../access/actor'
import { can, roleMay } from '../access/can'

/** Whether somebody may take a list along as a file. The chain names colleagues: it wants the right to read it as well. */
export function canExport(actor: Actor, list: string): boolean {
  return can(actor, 'export.make') && (list !== 'audit' || can(actor, 'audit.read'))
}

/** The same of somebody who is not the one who acts: whoever asked may have changed their role since. */
export function roleMayExport(role: Role, list: string): boolean {
  return roleMay(role, 'export.make') && (list !== 'audit' || roleMay(role, 'audit.read'))
}
