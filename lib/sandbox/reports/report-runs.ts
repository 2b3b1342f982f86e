import type { ConnectedAccounts } from '../listing/connected-accounts'
import { integer } from '../listing/list-query'
import { invalidRequest, noSuch, unknownParameter } from '../wire/failure'
import { type Params, scalar, strings } from '../wire/form'
import type { World } from '../world/state'
import { timeText } from './amount'
import { type ReportWish, reportFile } from './report-file'
import { type ReportType, reportTypes } from './report-types'

type Json = Record<string, unknown>
type Run = {
  id: string
  account: string
  created: number
  parameters: Json
  wish: ReportWish
  looks: number
  file?: string
}

const known = ['interval_start', 'interval_end', 'columns', 'currency', 'connected_account', 'timezone']

/** Runs that were asked for. One is pending when it is made and at the first look, and has succeeded from the second on. */
export class ReportRuns {
  private readonly runs: Run[] = []

  constructor(
    private readonly world: World,
    private readonly connected: ConnectedAccounts,
  ) {}

  create(account: string, params: Params): Json {
    for (const name of Object.keys(params))
      if (name !== 'report_type' && name !== 'parameters' && name !== 'expand') throw unknownParameter(name)
    const type = this.typeOf(scalar(params, 'report_type'), 400)
    const given = params.parameters
    if (typeof given !== 'object' || Array.isArray(given)) throw missing('parameters')
    for (const name of Object.keys(given)) if (!known.includes(name)) throw unknownParameter(`parameters[${name}]`)
    const wish = this.wishOf(account, type, given)
    const { from, to } = wish.interval
    const parameters: Json = { interval_start: from, interval_end: to }
    for (const name of ['currency', 'connected_account', 'timezone']) if (given[name]) parameters[name] = given[name]
    if (given.columns) parameters.columns = wish.columns
    const run: Run = { id: this.idOf('frr'), account, created: this.world.now, parameters, wish, looks: 0 }
    this.runs.push(run)
    return this.told(run)
  }

  retrieve(account: string, id: string): Json {
    const run = this.runs.find((one) => one.id === id && one.account === account)
    if (run === undefined) throw noSuch('report run', id, 'report_run', 404)
    run.looks += 1
    if (run.looks > 1) run.file ??= reportFile(this.world, run.wish)
    return this.told(run)
  }

  /** Newest first. */
  list(account: string, params: Params): Json {
    for (const name of Object.keys(params))
      if (!['limit', 'starting_after'].includes(name)) throw unknownParameter(name)
    const limit = params.limit === undefined ? 10 : integer('limit', String(params.limit))
    const own = this.runs.filter((run) => run.account === account).reverse()
    const after = scalar(params, 'starting_after')
    const from = after === undefined ? 0 : own.findIndex((run) => run.id === after) + 1
    const data = own.slice(from, from + limit).map((run) => this.told(run))
    return { object: 'list', data, has_more: own.length > from + limit, url: '/v1/reporting/report_runs' }
  }

  type(id: string): Json {
    const type = this.typeOf(id, 404)
    return {
      id,
      object: 'reporting.report_type',
      data_available_end: this.world.now,
      data_available_start: this.world.epoch,
      default_columns: type.common,
      livemode: false,
      name: type.name,
      updated: this.world.now,
      version: Number(id.split('.').at(-1)),
    }
  }

  contents(account: string, id: string): string {
    const run = this.runs.find((one) => fileIdOf(one) === id && one.account === account)
    if (run?.file === undefined) throw noSuch('file upload', id, 'file', 404)
    return run.file
  }

  private typeOf(id: string | undefined, status: 400 | 404): ReportType {
    if (id === undefined) throw missing('report_type')
    const type = reportTypes.find((one) => one.id === id)
    if (type === undefined) throw noSuch('report type', id, 'report_type', status)
    return type
  }

  private wishOf(account: string, type: ReportType, given: Params): ReportWish {
    const at = (name: string) => {
      const text = scalar(given, name)
      if (text === undefined) throw missing(`parameters[${name}]`)
      return integer(`parameters[${name}]`, text)
    }
    const interval = { from: at('interval_start'), to: at('interval_end') }
    this.checkInterval(type, interval)
    if ((scalar(given, 'timezone') ?? 'Etc/UTC') !== 'Etc/UTC')
      throw invalidRequest('The sandbox writes times in UTC only.', { param: 'parameters[timezone]' })
    const asked = strings(given.columns)
    const columns = asked.length === 0 ? type.common : asked
    const wrong = columns.find((column) => !type.common.includes(column) && !type.others.includes(column))
    if (wrong !== undefined)
      throw invalidRequest(`Unknown column ${wrong} for report type ${type.id}.`, { param: 'parameters[columns]' })
    const accounts = this.accountsOf(account, type, scalar(given, 'connected_account'))
    return { type, interval, columns, currency: scalar(given, 'currency'), accounts }
  }

  private checkInterval(type: ReportType, { from, to }: { from: number; to: number }): void {
    const { epoch, now } = this.world
    const refuse = (name: string, says: string, at: number) => {
      const message = `Data for the report type ${type.id} is only available ${says} UTC; you requested \`${name}\` = ${timeText(at, 'seconds')} UTC.`
      return invalidRequest(message, { param: `parameters[${name}]` })
    }
    if (from < epoch) throw refuse('interval_start', `from ${timeText(epoch, 'seconds')}`, from)
    if (to > now) throw refuse('interval_end', `through ${timeText(now, 'seconds')}`, to)
    if (from >= to)
      throw invalidRequest('`interval_start` must be before `interval_end`.', { param: 'parameters[interval_start]' })
  }

  private accountsOf(account: string, type: ReportType, named: string | undefined): string[] {
    if (!type.ofConnected) {
      if (named !== undefined) throw unknownParameter('parameters[connected_account]')
      return [account]
    }
    const all = account === this.world.platform ? this.connected.list().map((one) => one.id) : []
    if (named === undefined) return all
    if (!all.includes(named)) throw noSuch('account', named, 'parameters[connected_account]', 400)
    return [named]
  }

  private idOf(prefix: string): string {
    return `${prefix}_${String(this.world.options.seed).padStart(4, '0')}R${String(this.runs.length + 1).padStart(8, '0')}`
  }

  private told(run: Run): Json {
    const { id, created, parameters, wish, file } = run
    const done = file !== undefined
    return {
      id,
      object: 'reporting.report_run',
      created,
      error: null,
      livemode: false,
      parameters,
      report_type: wish.type.id,
      result: done ? fileObject(run, file) : null,
      status: done ? 'succeeded' : 'pending',
      succeeded_at: done ? created : null,
    }
  }
}

function fileIdOf(run: Run): string {
  return run.id.replace('frr_', 'file_')
}

function fileObject(run: Run, text: string): Json {
  const id = fileIdOf(run)
  return {
    id,
    object: 'file',
    created: run.created,
    expires_at: run.created + 365 * 86_400,
    filename: `${run.id}.csv`,
    links: { object: 'list', data: [], has_more: false, url: `/v1/file_links?file=${id}` },
    purpose: 'finance_report_run',
    size: Buffer.byteLength(text),
    title: `FinanceReportRun ${run.id}`,
    type: 'csv',
    url: `https://files.stripe.com/v1/files/${id}/contents`,
  }
}

function missing(param: string): Error {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
}
