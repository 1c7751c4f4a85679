import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join, relative } from 'node:path';
import { createRequestHandler, type AppLoadContext, type RequestHandler, type ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type NextFunction, type Request, type Response } from 'express';
import type { Program } from './bootstrap.server.ts';
import { sendWebResponse, toWebRequest } from './platform/http/adapter.server.ts';
import type { RequestContext } from './platform/http/context.ts';
import { createDirectLane, pathOf } from './platform/http/direct.server.ts';
import { narrowBuild, shapeBuild, type AnswerKind } from './platform/http/narrow.server.ts';
import { refusePlainly, refuseUnreadable } from './platform/http/plain-refusal.server.ts';
import { readPreferences } from './platform/http/preferences.ts';
import { writeLimit } from './platform/http/limits.ts';
import { createRateLimiter, limitsOf, type SpendPoint } from './platform/http/rate-limit.server.ts';
import { speakForResources } from './platform/http/resource.server.ts';
import { createScriptCallLane } from './platform/http/script-call.server.ts';
import { isOpenDoor, isOwnOrigin, originRefusal, ownOrigins, setSecurityHeaders, type OwnOrigins } from './platform/http/security.server.ts';
import { ownTarget, strangeness } from './platform/http/strange-request.ts';
import { createMetrics, type Metrics } from './platform/metrics.server.ts';

/** A request handled before Express and Remix; returns false when the request is not its own. */
export type FastLane = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface WebParts {
  program: Program;
  /** The production build, or a function that gives the newest one in development. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  fastLanes: readonly FastLane[];
  wakeJobs(): void;
  /** Vite's middleware in development. */
  devMiddleware?: express.RequestHandler;
}

/** Puts the web side together: health, metrics, static files, headers, origin check, limits, then Remix. */
export function createWebServer(parts: WebParts): Server {
  const { program } = parts;
  const metrics = createMetrics(program.db);
  const spendPoint = createRateLimiter(program.env.RATE_LIMITS === 'on', limitsOf({ ...program, timeZone: program.env.TZ_DISPLAY }));
  const app = express();
  app.disable('x-powered-by');
  // One proxy in front: its own entry counts, not what a stranger wrote into the header before it.
  app.set('trust proxy', program.env.TRUST_PROXY ? 1 : false);
  app.set('etag', false);
  serveHealth(app, program, metrics);
  serveFiles(app, parts);
  const observe = observer(metrics);
  app.use((request, response, next) => next(observe(request, response, request.path)));
  app.use((request, _response, next) => {
    const status = strangeness({ method: request.method, url: request.originalUrl });
    next(status && Object.assign(new Error('a request that no page of ours makes'), { status }));
  });
  app.use(drainRest);
  app.use(compression({ threshold: 2_048, level: 4 }));
  const allowed = ownOrigins(program.env.baseUrl, program.env.PORT);
  app.use((request, _response, next) => void admitWrite(request, request.ip ?? '', allowed, spendPoint).then(() => next(), next));
  app.use((request, _response, next) => next(void useOfficialAddress(request, program)));
  app.all('*', remixHandler(parts, spendPoint));
  const refusing = refusingOf(program);
  const lastResort: ErrorRequestHandler = (error: unknown, request, response, next) => (response.headersSent ? next(error) : refusePlainly(error, request, response, refusing));
  app.use(lastResort);
  const lanes = [...parts.fastLanes, ...directLanes(parts, { spendPoint, observe, allowed })];
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 60_000 }, (request, response) => {
    request.url = ownTarget(request.url ?? '/');
    for (const lane of lanes) if (lane(request, response)) return;
    app(request, response);
  });
  return server.on('clientError', refuseUnreadable);
}

/** What a refusal outside any route needs to know of the program. */
const refusingOf = ({ env, log }: Program) => ({ log, secure: env.baseUrl.startsWith('https:') });

interface Checks {
  spendPoint: SpendPoint;
  observe: Observe;
  /** Origins that may write. */
  allowed: OwnOrigins;
}

/** The pages that render themselves and the calls of our scripts go past Express and Remix (docs/decisions/0003); in development everything takes the ordinary way. */
function directLanes({ program, build, wakeJobs }: WebParts, { spendPoint, observe, allowed }: Checks): FastLane[] {
  if (typeof build === 'function') return [];
  const pages = partsOf(build);
  const toContext = contextMaker({ program, wakeJobs }, spendPoint, false);
  const addressOf = (request: IncomingMessage) => (program.env.TRUST_PROXY && String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)?.trim()) || (request.socket.remoteAddress ?? '');
  const origin = new URL(program.env.baseUrl).origin;
  const failed = (error: unknown, request: IncomingMessage, response: ServerResponse) => refusePlainly(error, request, response, refusingOf(program));
  const admit = (request: IncomingMessage) => admitWrite(request, addressOf(request), allowed, spendPoint);
  const lane = { build, origin, observe, failed, context: (request: IncomingMessage, response: ServerResponse) => toContext(request, response, addressOf(request), pages) };
  return [createDirectLane(lane), createScriptCallLane({ ...lane, admit })];
}

function serveHealth(app: Express, { db, env }: Program, metrics: Metrics): void {
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'));
  app.get('/readyz', async (_request, response) => {
    const ready = await db.selectFrom('schema_migration').select('name').limit(1).execute().then(Boolean, () => false);
    response.status(ready ? 200 : 503).type('text/plain').send(ready ? 'ready' : 'not ready');
  });
  app.get('/metrics', async (request, response) => {
    const fromHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for'] && !request.headers.forwarded;
    const allowed = env.METRICS_TOKEN ? request.headers.authorization === `Bearer ${env.METRICS_TOKEN}` : fromHere;
    if (!allowed) return void response.sendStatus(404);
    response.type(metrics.contentType).send(await metrics.text());
  });
}

function serveFiles(app: Express, { devMiddleware }: WebParts): void {
  const noSniff = (response: Response) => void response.setHeader('X-Content-Type-Options', 'nosniff');
  if (devMiddleware) app.use(devMiddleware);
  else {
    app.use('/assets', compression(), express.static('build/client/assets', { immutable: true, maxAge: '1y', setHeaders: noSniff, fallthrough: false }));
    const files = publicFiles('build/client');
    const setHeaders = (response: Response, path: string) => (path.endsWith(serviceWorker) ? setWorkerHeaders(response) : noSniff(response));
    const serve = express.static('build/client', { maxAge: '1h', setHeaders, index: false });
    app.use((request, response, next) => (files.has(request.path) ? serve(request, response, next) : next()));
  }
}

/** The addresses, as browsers ask for them, of everything that lies in the folder public, with the pictures and films of lessons below it. Listed once: asking the disk about every page address would cost more than routing it. */
export function publicFiles(folder: string): Set<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Set(entries.map(({ parentPath, name }) => encodeURI(`/${relative(folder, join(parentPath, name)).replaceAll('\\', '/')}`)).filter((path) => !path.startsWith('/assets/')));
}

const serviceWorker = 'service-worker.js';

/** Browsers ask for a new service worker by themselves; an old copy in between would keep a fault alive. It calls this site and loads nothing. */
function setWorkerHeaders(response: Response): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Content-Security-Policy', "default-src 'none'; connect-src 'self'");
}

type Observe = (request: IncomingMessage, response: ServerResponse, path: string) => void;

/** Measures by area; an address becomes an area only by a good answer, so that strangers cannot invent series without end. */
function observer(metrics: Metrics): Observe {
  const areas = new Set<string>();
  return (request, response, path) => {
    const start = process.hrtime.bigint();
    const area = /^\/[a-z-]{0,20}/.exec(path)?.[0] ?? '/';
    response.on('finish', () => {
      if (response.statusCode < 400) areas.add(area);
      metrics.observe(request.method ?? 'GET', areas.has(area) ? area : 'unknown', response.statusCode, Number(process.hrtime.bigint() - start) / 1e9);
    });
  };
}

/** A mail provider's one click (RFC 8058), reports about mails and texts and the telephone system come without Origin; none of them uses a session. */
const openDoors = [/^\/unsubscribe\/[\w.-]+$/, /^\/mail-bounces$/, /^\/delivery-receipts\/(sms|zalo)$/, /^\/desk\/telephony$/];

/**
 * Lets a write pass that comes from our own pages (or to an open door) and whose sender has not used up her writes.
 * @throws AppError forbidden, limit
 */
async function admitWrite(request: IncomingMessage, address: string, allowed: OwnOrigins, spendPoint: SpendPoint): Promise<void> {
  if (!isOwnOrigin(request, allowed) && !isOpenDoor({ method: request.method, path: pathOf(request.url ?? '') }, openDoors)) throw originRefusal(allowed, request.headers);
  if (request.method !== 'GET' && request.method !== 'HEAD') await spendPoint(writeLimit, address);
}

/** A refused upload may not have been read to its end; the rest is let through unread, so that the connection serves the next request. */
function drainRest(request: Request, response: Response, next: NextFunction): void {
  response.once('finish', () => {
    if (request.complete) return;
    request.removeAllListeners('data').resume();
    const giveUp = setTimeout(() => request.destroy(), 10_000).unref();
    request.once('end', () => clearTimeout(giveUp));
  });
  next();
}

/**
 * Whatever a proxy or a stranger wrote into Host, pages see the official address. Origin has been judged above; Remix would compare it
 * with Host once more and end in a fault behind a proxy that changes Host, or when a privacy setting turns Origin into "null".
 */
function useOfficialAddress(request: Request, { env }: Program): void {
  request.headers.host = new URL(env.baseUrl).host;
  delete request.headers['x-forwarded-host'];
  delete request.headers.origin;
}

type ToContext = (request: IncomingMessage, response: ServerResponse, address: string, pages: PageParts) => AppLoadContext;

function contextMaker({ program, wakeJobs }: Pick<WebParts, 'program' | 'wakeJobs'>, spendPoint: SpendPoint, liveReload: boolean): ToContext {
  const secure = program.env.baseUrl.startsWith('https:');
  return (request, response, address, pages) => ({
    ...program,
    spendPoint,
    wakeJobs,
    ...pages,
    nonce: setSecurityHeaders(response, secure, liveReload),
    address,
    slots: new Map(),
    reader: readPreferences(request.headers.cookie),
  });
}

function remixHandler({ program, build, wakeJobs, devMiddleware }: WebParts, spendPoint: SpendPoint): express.RequestHandler {
  const context = contextMaker({ program, wakeJobs }, spendPoint, Boolean(devMiddleware));
  const { origin } = new URL(program.env.baseUrl);
  const answer = (handler: RequestHandler, request: Request, response: Response, pages: PageParts) =>
    handler(toWebRequest(request, request.originalUrl, origin), context(request, response, request.ip ?? '', pages)).then((answered) => sendWebResponse(answered, response, { isHead: request.method === 'HEAD' }));
  if (typeof build === 'function') {
    return (request, response, next) => {
      const pages = build().then((fresh) => ({ handler: createRequestHandler(forCaller(fresh, answerKind(request)), 'development'), parts: { ...partsOf(fresh), ...developmentUrls } }));
      pages.then(({ handler, parts }) => answer(handler, request, response, parts)).catch(next);
    };
  }
  const narrow = narrowBuild(build);
  const pages = partsOf(build);
  const handlers = new Map<string, RequestHandler>();
  return (request, response, next) => {
    const kind = answerKind(request);
    const own = narrow(request.path);
    const key = `${kind} ${own.key}`;
    const handler = handlers.get(key) ?? createRequestHandler(forCaller(own.build, kind), 'production');
    handlers.set(key, handler);
    answer(handler, request, response, pages).catch(next);
  };
}

function forCaller(build: ServerBuild, kind: AnswerKind): ServerBuild {
  return speakForResources(shapeBuild(build, kind));
}

const developmentUrls = { scriptUrl: '/app/entry.client.ts', styleUrls: ['/app/ui/app.css?direct'] };

type PageParts = Pick<RequestContext, 'scriptUrl' | 'styleUrls' | 'renderPage' | 'renderFault'>;

/** What the build knows and pages need: addresses of script and styles, and how to render a page past Remix's pipeline. */
function partsOf(build: ServerBuild): PageParts {
  const { renderPage, renderFault } = build.entry.module as unknown as Pick<RequestContext, 'renderPage' | 'renderFault'>;
  return { scriptUrl: build.assets.entry.module, styleUrls: build.assets.routes['root']?.css ?? [], renderPage, renderFault };
}

function answerKind(request: Request): AnswerKind {
  return request.headers.accept?.startsWith('application/json') ? 'json' : 'page';
}
