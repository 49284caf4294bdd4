/**
 * The condition keys that our own roles use. One typed wrong exists nowhere, never matches, and lets through or shuts out in silence:
 * the rules about templates and the local judge refuse whatever is not here.
 */
export const CONDITION_KEYS = [
  'aws:PrincipalTag/tenant',
  'aws:RequestTag/tenant',
  'aws:ResourceTag/tenant',
  'aws:TagKeys',
  'cloudformation:CreateAction',
  'cloudformation:RoleArn',
  'cloudformation:TemplateUrl',
  'dynamodb:LeadingKeys',
  'iam:PassedToService',
  'kms:EncryptionContext:tenant',
  'kms:ViaService',
] as const
