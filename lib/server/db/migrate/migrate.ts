import { constructSchemaSql, getConstructionPlans } from './queue-schema'
