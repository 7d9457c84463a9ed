// What the Node client reads of a release, as JSON: `node read.mjs RELEASE`.
import { DuckDBInstance, version } from "@duckdb/node-api";

const instance = await DuckDBInstance.create(`${process.argv[2]}/health_marts.duckdb`, { access_mode: "READ_ONLY" });
const connection = await instance.connect();
const ask = async (query) => (await connection.runAndReadAll(query)).getRowsJS();

const rows = {};
for (const [name] of await ask("select table_name from information_schema.tables where table_schema = 'marts'")) {
  const found = await connection.runAndReadAll(`from marts."${name}"`);
  rows[name] = found.currentRowCount;
}
const keys = Object.fromEntries(
  await ask(
    "select constraint_type, count(*)::integer from duckdb_constraints() where schema_name = 'marts' group by all",
  ),
);
const [[columns, comments]] = await ask(
  "select count(*)::integer, count(comment)::integer from duckdb_columns() where schema_name = 'marts' and not internal",
);
console.log(
  JSON.stringify({
    version: version(),
    rows,
    primary_keys: keys["PRIMARY KEY"] ?? 0,
    foreign_keys: keys["FOREIGN KEY"] ?? 0,
    columns,
    comments,
  }),
);
