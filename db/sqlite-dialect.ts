import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type LimitNode,
  type QueryResult,
} from 'kysely';

const cacheSize = 600;
const askAgainMilliseconds = 2;
const busy = 5;
const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === busy;

/**
 * Kysely over Node's own SQLite: one connection, a statement cache, write transactions that take the lock at once. Whoever has to wait for a lock of another
 * process stands back meanwhile, so that neither the event loop nor those who only read wait with him (docs/decisions/0004).
 */
export class NodeSqliteDialect implements Dialect {
  readonly #driver: NodeSqliteDriver;
  /** @param patience how long to ask again for a lock that another process holds, in milliseconds; beside what the connection itself waits */
  constructor(database: DatabaseSync, patience = 0) {
    this.#driver = new NodeSqliteDriver(database, patience);
  }
  createDriver(): Driver {
    return this.#driver;
  }
  /**
   * Runs synchronous work on the raw connection while nobody else uses it: for paths where the query builder costs too much. Work that found the lock taken
   * when it began its transaction is run again.
   */
  async runExclusive<Out>(work: (database: DatabaseSync) => Out): Promise<Out> {
    return this.#driver.runExclusive(work);
  }
  /** The same at once or not at all: work that finds the lock taken by another process is left undone. @returns whether it was done */
  async runIfFree(work: (database: DatabaseSync) => unknown): Promise<boolean> {
    return this.#driver.runIfFree(work);
  }
  createQueryCompiler() {
    return new LiteralLimits();
  }
  createAdapter() {
    return new TurnsAdapter();
  }
  createIntrospector(db: ConstructorParameters<typeof SqliteIntrospector>[0]) {
    return new SqliteIntrospector(db);
  }
}

/**
 * Writes a limit into the statement. SQLite plans by the value of a bound one and therefore compiles the statement anew whenever values are bound,
 * which costs more than many a statement itself.
 */
class LiteralLimits extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (!ValueNode.is(limit) || !Number.isSafeInteger(limit.value)) return super.visitLimit(node);
    this.append(`limit ${limit.value}`);
  }
}

/** Kysely's own queue for the one connection would let nobody in while somebody waits for a lock; the driver keeps the turns. */
class TurnsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: NodeSqliteConnection;
  readonly #turns = new Turns();
  readonly #patience: number;

  constructor(database: DatabaseSync, patience: number) {
    this.#database = database;
    this.#patience = patience;
    this.#connection = new NodeSqliteConnection(database, (work) => this.#whenFree(work));
  }
  async init(): Promise<void> {}
  async runExclusive<Out>(work: (database: DatabaseSync) => Out): Promise<Out> {
    await this.#turns.take();
    try {
      return await this.#whenFree(() => work(this.#database));
    } finally {
      this.#turns.pass();
    }
  }
  async runIfFree(work: (database: DatabaseSync) => unknown): Promise<boolean> {
    await this.#turns.take();
    try {
      work(this.#database);
      return true;
    } catch (error) {
      if (!isBusy(error)) throw error;
      return false;
    } finally {
      this.#turns.pass();
    }
  }
  /** Does work again as long as another process holds the lock that it needs. Inside a transaction nobody has to wait for one. */
  async #whenFree<Out>(work: () => Out): Promise<Out> {
    for (const end = performance.now() + this.#patience; ; ) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || this.#database.isTransaction || performance.now() >= end) throw error;
        await this.#standBack();
      }
    }
  }
  /** Lets others have the connection for a moment, with the durability that they expect of it. */
  async #standBack(): Promise<void> {
    const { synchronous } = this.#database.prepare('pragma synchronous').get() as { synchronous: number };
    const isLight = synchronous === 1;
    if (isLight) this.#database.exec('pragma synchronous = full');
    this.#turns.pass();
    await new Promise((resolve) => setTimeout(resolve, askAgainMilliseconds));
    await this.#turns.take();
    if (isLight) this.#database.exec('pragma synchronous = normal');
  }
  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take();
    return this.#connection;
  }
  async releaseConnection(): Promise<void> {
    this.#turns.pass();
  }
  /** BEGIN IMMEDIATE: a plain BEGIN would meet SQLITE_BUSY_SNAPSHOT between two processes. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite has rolled back by itself after some errors (disk full, for one); then there is nothing left to undo.
    if (this.#database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
  async destroy(): Promise<void> {
    this.#connection.forget();
    this.#database.close();
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #whenFree: <Out>(work: () => Out) => Promise<Out>;
  readonly #statements = new Map<string, { statement: StatementSync; reads: boolean }>();

  constructor(database: DatabaseSync, whenFree: <Out>(work: () => Out) => Promise<Out>) {
    this.#database = database;
    this.#whenFree = whenFree;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.#whenFree(() => this.#execute<R>(query));
  }

  #execute<R>(query: CompiledQuery): QueryResult<R> {
    const { statement, reads } = this.#prepare(query.sql);
    const parameters = query.parameters as never[];
    if (reads) return { rows: statement.all(...parameters) as R[] };
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // A statement of its own: a cached one could be reset by the next query while rows are still being read.
    const statement = this.#database.prepare(query.sql);
    for (const row of statement.iterate(...(query.parameters as never[]))) yield { rows: [row as R] };
  }

  forget(): void {
    this.#statements.clear();
  }

  #prepare(sql: string) {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    const entry = { statement, reads: statement.columns().length > 0 };
    if (this.#statements.size >= cacheSize) this.#statements.delete(this.#statements.keys().next().value as string);
    this.#statements.set(sql, entry);
    return entry;
  }
}

/** First come, first served access to the one connection; a transaction keeps its turn until it ends. */
class Turns {
  #taken = false;
  readonly #waiting: (() => void)[] = [];
  take(): Promise<void> | undefined {
    if (this.#taken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    return undefined;
  }
  pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }
}
