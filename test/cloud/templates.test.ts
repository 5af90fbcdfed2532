import { expect, test } from 'vitest';
import { forEmulator, type Template } from './templates.ts';

const here = { origin: 'http://localhost:1', issuer: 'http://127.0.0.1:2', ses: 'http://127.0.0.1:3' };

test('what the emulator does not know is left out, with what refers to it, and nothing else', () => {
  const template: Template = {
    Parameters: { OidcIssuer: { AllowedPattern: '^https://\\S+$' } },
    Resources: {
      domain: { Type: 'AWS::ApiGatewayV2::DomainName', Properties: {} },
      queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { Name: { Ref: 'domain' } },
        DependsOn: ['domain', 'topic'],
      },
      topic: { Type: 'AWS::SNS::Topic', Properties: { Name: { 'Fn::GetAtt': ['domain', 'Name'] } } },
      simple: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
      sum: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [] } },
    },
  };
  const { template: taken, leftOut } = forEmulator(template, here);
  expect(leftOut).toEqual(['AWS::ApiGatewayV2::DomainName', 'AWS::CloudWatch::Alarm']);
  expect(taken).toEqual({
    Parameters: { OidcIssuer: {} },
    Resources: {
      queue: { Type: 'AWS::SQS::Queue', Properties: { Name: 'left-out' }, DependsOn: ['topic'] },
      topic: { Type: 'AWS::SNS::Topic', Properties: { Name: 'left-out' } },
      simple: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
    },
  });
});

test('functions find this machine’s issuer, SES and address, and keep the rest of what they are given', () => {
  const Variables = { TABLE_NAME: 'table', PUBLIC_ORIGIN: 'https://reviews.example.org' };
  const template: Template = {
    Resources: {
      authorizer: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: { JwtConfiguration: { Audience: ['a'], Issuer: 'https://accounts.google.com' } },
      },
      site: {
        Type: 'AWS::Lambda::Function',
        Properties: { Handler: 'index.handler', Environment: { Variables } },
      },
    },
  };
  const { Resources } = forEmulator(template, here).template;
  expect(Resources.authorizer?.Properties).toEqual({
    JwtConfiguration: { Audience: ['a'], Issuer: here.issuer },
  });
  expect(Resources.site?.Properties).toEqual({
    Handler: 'emulated.handler',
    Environment: {
      Variables: { TABLE_NAME: 'table', PUBLIC_ORIGIN: here.origin, AWS_ENDPOINT_URL_SESV2: here.ses },
    },
  });
});
