const FONT = new URL(
  '../../node_modules/@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  import.meta.url,
).pathname

interface Endpoints {
  readonly dynamo: string
  readonly s3: string
  readonly sqs: string
  readonly standIn: (name: string) => string
}

/** What tells the unmodified SDK where the services of this machine are. */
export const endpointsEnvironment = ({ dynamo, s3, sqs, standIn }: Endpoints): Record<string, string> => ({
  AWS_REGION: 'ap-northeast-1',
  KIZUKI_S3_PATH_STYLE: '1',
  FONT_FILE: FONT,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: dynamo,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: standIn('cognito'),
  AWS_ENDPOINT_URL_CLOUDFORMATION: standIn('cloudformation'),
  AWS_ENDPOINT_URL_KMS: standIn('kms'),
  AWS_ENDPOINT_URL_STS: standIn('sts'),
  AWS_ENDPOINT_URL_SES: standIn('ses'),
  AWS_ENDPOINT_URL_S3: s3,
  AWS_ENDPOINT_URL_SQS: sqs,
})
