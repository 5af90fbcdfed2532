import { CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

/** Tells somebody when the account costs more in a month than it should, and when it looks as if it would. */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, { email }: { readonly email: string }) {
    super(scope, 'budget');
    const dollars = new CfnParameter(Stack.of(this), 'MonthlyBudget', {
      type: 'Number',
      description: 'US dollars that the account may cost in a month before somebody is told',
      minValue: 1,
      default: 100,
    }).valueAsNumber;
    const tell = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: {
        comparisonOperator: 'GREATER_THAN',
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'EMAIL', address: email }],
    });
    new CfnBudget(this, 'Budget', {
      budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: dollars, unit: 'USD' } },
      notificationsWithSubscribers: [tell('ACTUAL', 80), tell('FORECASTED', 100)],
    });
  }
}
