import { each, get, listOf, type Rule, unless } from '../resource.ts'

/** What is erased by the 15th day before a deadline must be gone from every copy at the deadline. */
const DAYS = 14

export const restoreWindow: Rule = {
  name: 'restore window',
  says: 'tables can be restored for 14 days, and no copy lives longer',
  judge: (all) => [
    ...each(['AWS::DynamoDB::Table'], ({ properties }) =>
      unless(
        [
          get(properties, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled') === true,
          'cannot be restored',
        ],
        [
          get(properties, 'PointInTimeRecoverySpecification.RecoveryPeriodInDays') === DAYS,
          `is not restorable for ${DAYS} days`,
        ],
      ),
    )(all),
    ...each(['AWS::Backup::BackupPlan'], ({ properties }) =>
      listOf(get(properties, 'BackupPlan.BackupPlanRule')).flatMap((rule) =>
        [
          get(rule, 'Lifecycle'),
          ...listOf(get(rule, 'CopyActions')).map((copy) => get(copy, 'Lifecycle')),
        ].flatMap((life) =>
          unless([
            Number(get(life, 'DeleteAfterDays')) <= DAYS &&
              get(life, 'MoveToColdStorageAfterDays') === undefined,
            `keeps a copy longer than ${DAYS} days`,
          ]),
        ),
      ),
    )(all),
  ],
}
