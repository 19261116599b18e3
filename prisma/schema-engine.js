/**
 * Prisma's schema engine compiled to WebAssembly: neither the engine download nor, for comparing
 * two schema files, a database is needed. Its interface is Prisma's own and pinned by version.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engineGlue from '@prisma/schema-engine-wasm/schema_engine_bg';

const nothing = { columnNames: [], columnTypes: [], rows: [] };

/** A database that knows nothing: the engine insists on asking one for its version. */
const session = {
  provider: 'postgres',
  adapterName: 'none',
  queryRaw: () => Promise.resolve(nothing),
  executeRaw: () => Promise.resolve(0),
  executeScript: () => Promise.resolve(),
  startTransaction: () => Promise.reject(new Error('Comparing two schemas needs no transaction')),
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: false }),
  dispose: () => Promise.resolve(),
};
const connect = () => Promise.resolve(session);

const noDatabase = {
  provider: 'postgres',
  adapterName: 'none',
  connect,
  connectToShadowDb: connect,
};

/**
 * Starts an engine. The package leaves it to its caller to join the module with its glue code.
 *
 * @param {object} database a driver adapter's factory, for what needs a real one
 */
export async function startEngine(database = noDatabase) {
  const glue = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  );
  const bytes = readFileSync(glue.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': engineGlue,
  });
  engineGlue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const adapter = bindMigrationAwareSqlAdapterFactory(database);
  return engineGlue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
}

/**
 * The SQL that leads from one schema to another.
 *
 * @param {string | undefined} from text of a schema.prisma; `undefined` for an empty database
 * @param {string} to text of a schema.prisma
 */
export async function sqlBetween(from, to) {
  const engine = await startEngine();
  const { stdout } = await engine.diff({
    from: side(from),
    to: side(to),
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout;
}

/** @param {string | undefined} content */
const side = (content) =>
  content === undefined
    ? { tag: 'empty' }
    : { tag: 'schemaDatamodel', files: [{ path: 'prisma/schema.prisma', content }] };
