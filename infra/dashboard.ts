import { Dashboard, GraphWidget, type IMetric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';

/** One picture of the service: each row is a question that somebody asks when it is slow or silent. */
export class ReviewDashboard extends Construct {
  constructor(scope: Construct, rows: Readonly<Record<string, readonly (readonly IMetric[])[]>>) {
    super(scope, 'dashboard');
    new Dashboard(this, 'Dashboard', {
      widgets: Object.entries(rows).map(([question, graphs]) => [
        new TextWidget({ markdown: `## ${question}`, width: 24, height: 1 }),
        ...graphs.map(
          (left) => new GraphWidget({ left: [...left], width: Math.floor(24 / graphs.length), height: 6 }),
        ),
      ]),
    });
  }
}
