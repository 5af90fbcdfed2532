import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { credentialReview } from './credential-review.ts';

const { app } = credentialReview();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
