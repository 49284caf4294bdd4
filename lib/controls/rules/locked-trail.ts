import { get, ofType, type Rule, unless } from '../resource.ts'

/** The trail of what is done in the account: nobody changes or shortens it, we neither. */
export const lockedTrail: Rule = {
  name: 'locked trail',
  says: 'the trail lies in a bucket under Object Lock, and its files are validated',
  judge: (all) => {
    const [trail] = ofType(all, 'AWS::CloudTrail::Trail')
    const bucket = ofType(all, 'AWS::S3::Bucket').find(
      ({ properties }) => get(properties, 'BucketName') === get(trail?.properties, 'S3BucketName'),
    )
    const days = Number(get(bucket?.properties, 'ObjectLockConfiguration.Rule.DefaultRetention.Days'))
    return unless(
      [Boolean(trail), 'there is no trail'],
      [get(trail?.properties, 'EnableLogFileValidation') === true, 'the trail is not validated'],
      [get(trail?.properties, 'IsMultiRegionTrail') === true, 'the trail sees one Region alone'],
      [get(bucket?.properties, 'ObjectLockEnabled') === true, 'the bucket of the trail has no lock'],
      [days >= 365, 'the trail is locked for less than a year'],
    )
  },
}
