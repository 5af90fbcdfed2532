import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  type IDomainName,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import type { ReviewFunction } from './function.ts';
import type { FunctionName } from './function-names.ts';
import { routes, throttle } from './routes.ts';

/** What the HTTP API needs. */
interface ReviewHttpApiProps {
  readonly functions: Readonly<Record<FunctionName, ReviewFunction>>;
  /** The client ids that identity tokens may be made out to. */
  readonly audiences: readonly string[];
  /** Where it is reached, and nowhere else. */
  readonly host: IDomainName;
}

/** The HTTP API: the contract's operations behind one JWT authorizer, and the staff site beside them. */
export class ReviewHttpApi extends Construct {
  readonly api: HttpApi;
  /** A line a request, without who asked. */
  readonly accessLog: LogGroup;

  constructor(scope: Construct, { functions, audiences, host }: ReviewHttpApiProps) {
    super(scope, 'http-api');

    this.api = new HttpApi(this, 'Api', {
      createDefaultStage: false,
      // Its own address changes with the stack; browsers, the add-on and the issuer know the host.
      disableExecuteApiEndpoint: true,
    });
    const authorizer = new HttpJwtAuthorizer('Google', 'https://accounts.google.com', {
      jwtAudience: [...audiences],
    });
    const integrationOf = integrations(functions);
    const made: IDependable[] = [];
    for (const route of routes) {
      const added = this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrationOf(route.function),
        authorizer: route.needsToken ? authorizer : new HttpNoneAuthorizer(),
      });
      made.push(...added);
      if (route.needsToken) continue;
      for (const open of added)
        Validations.of(open).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason:
            route.function === 'staff-site' || route.function === 'reviewer-site'
              ? 'The site signs people in itself: pages are asked for with a session cookie, not with a token.'
              : 'The description of the API holds nothing that is not in its published source; anything else here is answered 404.',
        });
    }
    this.accessLog = new LogGroup(this, 'AccessLog', {
      // As for the functions' logs: long enough to mend a fault.
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = this.#addStage();
    // Each route that is made beside its stage deploys it, and many at once fail. After them it is deployed once.
    stage.node.addDependency(...made);
    new ApiMapping(this, 'Mapping', { api: this.api, domainName: host, stage });
  }

  #addStage(): HttpStage {
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    (stage.node.defaultChild as CfnStage).routeSettings = Object.fromEntries(
      routes.flatMap(({ method, path, throttle: own }) =>
        own === undefined
          ? []
          : [[`${method} ${path}`, { ThrottlingRateLimit: own.rate, ThrottlingBurstLimit: own.burst }]],
      ),
    );
    return stage;
  }
}

/** No address, agent, path or claim: nothing here says who asked, or what about. */
const accessLogFields = {
  requestId: AccessLogField.contextRequestId(),
  time: AccessLogField.contextRequestTime(),
  route: AccessLogField.contextRouteKey(),
  status: AccessLogField.contextStatus(),
  latency: AccessLogField.contextResponseLatency(),
  integrationLatency: AccessLogField.contextIntegrationLatency(),
  integrationError: AccessLogField.contextIntegrationErrorMessage(),
  authorizerError: AccessLogField.contextAuthorizerError(),
};

/** One integration a function, made at its first route and shared by the others. */
function integrations(functions: ReviewHttpApiProps['functions']) {
  const made = new Map<FunctionName, HttpLambdaIntegration>();
  return (name: FunctionName): HttpLambdaIntegration => {
    const integration =
      made.get(name) ??
      new HttpLambdaIntegration(name, functions[name].lambda, {
        // A permission for each route would outgrow the 20 KB that a function's policy may have.
        scopePermissionToRoute: false,
      });
    made.set(name, integration);
    return integration;
  };
}
