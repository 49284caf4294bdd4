import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import { namesOf } from '../names.ts'
import type { Stage } from '../stage.ts'
import { type Acknowledged, acknowledged } from './acknowledged.ts'

const PACKS = [AwsSolutionsChecks, ServerlessChecks]

const find = (app: App, path: string): IConstruct => {
  let here: IConstruct = app
  for (const id of path.split('/')) {
    const next = here.node.tryFindChild(id)
    if (!next) throw new Error(`an acknowledgement names ${path}, which does not exist`)
    here = next
  }
  return here
}

/** The path in this stage, and the id with its pack before it: without that the framework would ignore it in silence. */
const placed = ({ stage, alarmMail }: Stage, { rule, at, why }: Acknowledged) => ({
  path: `kizuki-${at.startsWith('tenant-') ? '' : `${stage}-`}${at.replace('ALARM_MAIL', alarmMail)}`,
  id: `${rule.split('-')[0]}::${rule}`,
  reason: why,
})

/** Judges all stacks by the packs; a finding that is not acknowledged stops the synth. */
export const judgeByPacks = (app: App, stage: Stage) => {
  Validations.of(app).addPlugins(...PACKS.map((Pack) => new Pack(app)))
  const lines = acknowledged(namesOf(stage.stage, stage.account), stage.tenants)
  for (const { path, id, reason } of lines.map((one) => placed(stage, one)))
    Validations.of(find(app, path)).acknowledge({ id, reason })
}

/** What the report must list as acknowledged: rule and place, exactly. */
export const expectedAcknowledgements = (stage: Stage): string[] =>
  acknowledged(namesOf(stage.stage, stage.account), stage.tenants)
    .map((one) => `${one.rule} ${placed(stage, one).path}`)
    .sort()
