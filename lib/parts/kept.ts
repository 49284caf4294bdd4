import { RemovalPolicy } from 'aws-cdk-lib'

/**
 * Stays when its stack goes, but not when the very deploy that made it fails: its name would stand in the way of the next.
 * Tables and the operators' pool refuse deletion and so stay even then.
 */
export const KEPT = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
