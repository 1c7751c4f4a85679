import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { translateDatabaseError } from '../database-errors.ts';
import { AppError, isAppError, statusOf } from '../errors.ts';
import { platformMessages as messages } from '../messages.ts';
import type { RequestContext } from './context.ts';
import { faultsOf, fieldsOf, readForm, refuseForm, wordsOf, type FormFaults } from './forms.server.ts';
import { asksHeadOnly } from './head-only.ts';

type NoParams = Record<string, never>;

/** Who may use a route: everybody, everybody who is signed in, or whoever the policy sentence admits. */
export type Guard<Actor> = 'public' | 'signed-in' | ((actor: Actor) => boolean);
type ActorFor<Actor, G> = G extends 'public' ? Actor | null : Actor;

interface Common<Actor, G extends Guard<Actor>, Params, Query> {
  guard: G;
  /** The loader renders its page by itself (`context.renderPage`), so refusals are rendered here too. */
  rendersItself?: boolean;
  /** Reading it is written down (a file that leaves the program): whoever asks for its head only (HEAD) gets 405, so that a row in the log always means that the file went out. */
  isRecorded?: boolean;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
}
export interface PageArgs<A, Params, Query> {
  actor: A;
  params: Params;
  query: Query;
  context: RequestContext;
  request: Request;
}
interface SubmitOptions<Form> {
  form: z.ZodType<Form>;
  /** Largest body in bytes. */
  limit?: number;
  /** Fields that are never sent back to the page. */
  secretFields?: readonly string[];
}

/** How the builder learns who is asking, and what to do with somebody who must sign in first. */
export interface Gate<Actor> {
  actorOf(request: Request, context: RequestContext): Promise<Actor | null>;
  /** The answer to somebody without a session; for a write it keeps the form first. */
  challenge(request: Request, context: RequestContext): Promise<Response>;
  /** A detour that the actor must take first (change password), or null. */
  detour(request: Request, actor: Actor): Response | null;
}

/**
 * The route builder. A loader or action can only be made with a guard; every fault becomes a response here and nowhere else.
 * Functions carry their guard (`guardOf`), so that a test can list routes without one.
 */
export function createRouteBuilder<Actor>(gate: Gate<Actor>) {
  function page<G extends Guard<Actor>, Out, Params = NoParams, Query = NoParams>(
    options: Common<Actor, G, Params, Query>,
    load: (args: PageArgs<ActorFor<Actor, G>, Params, Query>) => Promise<Out> | Out,
  ) {
    const loader = ({ request, params, context }: LoaderFunctionArgs) =>
      answer(
        request,
        context,
        async () => {
          const args = await admit(gate, options, request, params, context);
          if (options.isRecorded && asksHeadOnly(request)) throw new Response(null, { status: 405, headers: { Allow: 'GET' } });
          return load(args as never);
        },
        { rendersItself: options.rendersItself },
      );
    return Object.assign(mark(loader, options.guard, options.rendersItself), { [queryMark]: queryKeys(options.query) });
  }

  function submit<G extends Guard<Actor>, Form, Out, Params = NoParams, Query = NoParams>(
    options: Common<Actor, G, Params, Query> & SubmitOptions<Form>,
    act: (args: PageArgs<ActorFor<Actor, G>, Params, Query> & { form: Form }) => Promise<Out> | Out,
  ) {
    const action = ({ request, params, context }: ActionFunctionArgs) => {
      const words: string[] = [];
      const work = async () => {
        const args = await admit(gate, options, request, params, context);
        const fields = fieldsOf(await readForm(request, options.limit));
        const parsed = options.form.safeParse(fields, { reportInput: true });
        if (!parsed.success) return refuse(request, refuseForm(faultsOf(parsed.error), fields, options.secretFields));
        words.push(...wordsOf(refuseForm({}, fields, options.secretFields).values));
        return (await act({ ...args, form: parsed.data } as never)) as Out;
      };
      return answer(request, context, work, { words });
    };
    return mark(action, options.guard);
  }
  return { page, submit };
}

async function admit<Actor, Params, Query>(gate: Gate<Actor>, options: Common<Actor, Guard<Actor>, Params, Query>, request: Request, params: unknown, context: RequestContext) {
  const actor = await gate.actorOf(request, context);
  if (options.guard !== 'public') {
    if (!actor) throw await gate.challenge(request, context);
    const detour = gate.detour(request, actor);
    if (detour) throw detour;
    if (typeof options.guard === 'function' && !options.guard(actor)) throw new AppError('forbidden', messages.both('error.forbidden'));
  }
  const parsedParams = options.params?.safeParse(params);
  if (parsedParams && !parsedParams.success) throw new AppError('not-found', messages.both('error.not-found'));
  const query = options.query?.safeParse(request.url.includes('?') ? Object.fromEntries(new URL(request.url).searchParams) : {});
  if (query && !query.success) throw new AppError('invalid', messages.both('error.params'));
  return { actor, params: parsedParams?.data ?? {}, query: query?.data ?? {}, context, request };
}

interface AnswerOptions {
  rendersItself?: boolean | undefined;
  /** What was typed into the form that is answered, once it has been read: a refusal hands it back. */
  words?: readonly string[];
}

async function answer<Out>(request: Request, context: RequestContext, work: () => Promise<Out>, { rendersItself = false, words = [] }: AnswerOptions): Promise<Out> {
  try {
    return await work();
  } catch (thrown) {
    const error = translateDatabaseError(thrown);
    // Handed back, not thrown: Remix sends a thrown answer of a route without a component on with an empty body.
    if (rendersItself && !(thrown instanceof Response)) return (await faultPage(error, request, context)) as Out;
    if (!isAppError(error)) throw error;
    if (error.kind === 'unavailable') context.log.error({ err: error }, 'unavailable');
    const headers: Record<string, string> = error.retryAfterSeconds ? { 'Retry-After': String(error.retryAfterSeconds) } : {};
    const body = { kind: error.kind, say: error.say };
    if (wantsJson(request)) throw Response.json(body, { status: statusOf[error.kind], headers });
    throw data(words.length > 0 ? { ...body, words } : body, { status: statusOf[error.kind], headers });
  }
}

function refuse(request: Request, faults: FormFaults) {
  return wantsJson(request) ? Response.json(faults, { status: 422 }) : data(faults, { status: 422 });
}

async function faultPage(error: unknown, request: Request, context: RequestContext): Promise<Response> {
  if (isAppError(error)) return context.renderFault({ status: statusOf[error.kind], says: [error.say] }, request, context);
  context.log.error({ err: error, path: new URL(request.url).pathname }, 'unexpected error');
  return context.renderFault({ status: 500, says: [messages.both('error.unexpected')] }, request, context);
}

/** True for calls by our own scripts, which read JSON instead of a page. */
export function wantsJson(request: Request): boolean {
  return request.headers.get('accept')?.startsWith('application/json') ?? false;
}

/** An address as a header takes it: what came in by an address need not be of letters that a header knows. */
const inHeader = (to: string): string => to.toWellFormed().replace(/[^\u0021-\u007e]/gu, (sign) => encodeURIComponent(sign));

/** 303, so that a reload or the back button never sends a form twice. */
export function seeOther(to: string, headers?: HeadersInit): Response {
  return redirect(inHeader(to), { status: 303, ...(headers ? { headers } : {}) });
}

const guardMark = Symbol.for('hoc06.guard');

const ownPageMark = Symbol.for('hoc06.own-page');

const queryMark = Symbol.for('hoc06.query');

const queryKeys = (schema: unknown): string[] => Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});

/** The query fields that a loader reads, so that a test can ask for each of them; none where it reads them by itself. */
export function queryKeysOf(loader: unknown): string[] {
  return typeof loader === 'function' ? ((loader as unknown as Record<symbol, string[]>)[queryMark] ?? []) : [];
}

function mark<F extends (...args: never[]) => unknown>(fn: F, guard: unknown, ownPage = false): F {
  return Object.assign(fn, { [guardMark]: typeof guard === 'string' ? guard : 'policy', [ownPageMark]: ownPage });
}

/** Says whether a loader answers with a whole page by itself, refusals included. */
export function rendersItself(loader: unknown): boolean {
  return typeof loader === 'function' && (loader as unknown as Record<symbol, boolean>)[ownPageMark] === true;
}

/** The guard of a loader or action made by the builder; undefined for any other function. */
export function guardOf(fn: unknown): string | undefined {
  return typeof fn === 'function' ? (fn as unknown as Record<symbol, string>)[guardMark] : undefined;
}
