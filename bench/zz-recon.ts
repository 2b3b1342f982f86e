import { openGround } from './ground'
import { makeTwoSides } from './material/two-sides'
import { reconcileAll, sift } from '@/lib/server/reconciliation/reconcile-all'
import { reconcileTouched } from '@/lib/server/reconciliation/reconcile-touched'
const g = await openGround(); const f = await g.field('recon')
const n = Number(process.argv[2] ?? 200000)
console.log(await makeTwoSides(f, n))
const pool = f.db.pool; const orig = pool.connect.bind(pool)
let log: [number,string][] = []
pool.connect = (async () => { const c = await orig(); if (!(c as any).patched) { (c as any).patched = true; const q = c.query.bind(c); (c as any).query = async (...a: any[]) => { const t=performance.now(); try { return await (q as any)(...a) } finally { log.push([performance.now()-t, String(a[0]?.text ?? a[0]).replace(/\s+/g,' ').slice(0,130)]) } } } return c }) as any
const show = (name: string, ms: number) => { console.log('=====',name, Math.round(ms), 'sum', Math.round(log.reduce((s,[m])=>s+m,0))); for (const [m,t] of log.sort((a,b)=>b[0]-a[0]).slice(0,12)) console.log(m.toFixed(0).padStart(7), t); log=[] }
for (let i=0;i<2;i++) { const t=performance.now(); await sift(f.ctx); show('sift', performance.now()-t) }
{ const t=performance.now(); await reconcileAll(f.ctx); show('all', performance.now()-t) }
for (let i=0;i<2;i++) { const r = await f.admin.query(`INSERT INTO recon_touch (money_key, marketplace_id, account_id) SELECT money_key, marketplace_id, account_id FROM provider_leg WHERE (hashtextextended(money_key, 20+${i}) & 65535) < ${Math.round(65536*20000/n*0.99)} LIMIT 20000 ON CONFLICT DO NOTHING`); const t=performance.now(); console.log(r.rowCount, await reconcileTouched(f.ctx)); show('touched', performance.now()-t) }
await f.close(); await g.close()
