import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';

/**
 * A backup of the table each night in a vault that nobody can empty before its time, whoever has the account's rights:
 * what point-in-time recovery does not stand against. Who was erased stays in it as long.
 */
export class LockedBackups extends Construct {
  constructor(scope: Construct, { table, days }: { readonly table: Table; readonly days: number }) {
    super(scope, 'locked-backups');
    const vault = new BackupVault(this, 'Vault', {
      // After three days the lock itself cannot be taken off any more.
      lockConfiguration: { minRetention: Duration.days(days), changeableFor: Duration.days(3) },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const nightly = new BackupPlanRule({
      scheduleExpression: Schedule.cron({ hour: '3', minute: '0' }),
      deleteAfter: Duration.days(days),
    });
    const plan = new BackupPlan(this, 'Plan', { backupVault: vault, backupPlanRules: [nightly] });
    const selection = plan.addSelection('Table', { resources: [BackupResource.fromArn(table.tableArn)] });
    Validations.of(selection).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
      reason: 'The policy by which AWS Backup may back tables up, kept by AWS as the service changes.',
    });
  }
}
