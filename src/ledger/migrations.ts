import type { Database } from './database'
import { first, inTransaction, number } from './rows'

/** Table: the numbered steps that bring a ledger file up to date. A step never changes once it was released. */
const steps: readonly string[] = [
  `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE outlets (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE products (
    id TEXT PRIMARY KEY, sku TEXT, name TEXT NOT NULL, tracked INTEGER NOT NULL, composite INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- Vend's headers as last seen. decided_version: the newest version that a decision was made for.
  CREATE TABLE consignments (
    id TEXT PRIMARY KEY, kind TEXT, status TEXT, vend_type TEXT NOT NULL, vend_status TEXT NOT NULL,
    outlet TEXT NOT NULL, source_outlet TEXT, reference TEXT, name TEXT, version INTEGER NOT NULL,
    created_at INTEGER, updated_at INTEGER, received_at INTEGER, deleted INTEGER NOT NULL,
    decided_version INTEGER, decided_at INTEGER, look_again INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX consignments_decided ON consignments (decided_at) WHERE decided_at IS NOT NULL;
  CREATE INDEX consignments_look_again ON consignments (look_again) WHERE look_again = 1;

  -- "Look at this consignment." fresh: the header in consignments is the one to decide on. only_heard: nobody but
  -- webhooks asked for it.
  CREATE TABLE triggers (
    consignment TEXT PRIMARY KEY, cause TEXT NOT NULL, first_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
    asked_early INTEGER NOT NULL DEFAULT 0, fresh INTEGER NOT NULL DEFAULT 0, only_heard INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX triggers_due ON triggers (due_at);

  -- From when an outlet's stock control is ours. cursor: how far its walk has come.
  CREATE TABLE starts (
    id INTEGER PRIMARY KEY, outlet TEXT NOT NULL, from_at INTEGER NOT NULL, cursor INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE UNIQUE INDEX starts_living ON starts (outlet) WHERE ended = 0;
  CREATE TABLE marks (
    consignment TEXT NOT NULL, leg TEXT NOT NULL, start INTEGER NOT NULL REFERENCES starts (id), mark TEXT NOT NULL,
    version INTEGER NOT NULL, PRIMARY KEY (consignment, leg, start)
  ) STRICT, WITHOUT ROWID;

  -- The ledger.
  CREATE TABLE documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, consignment TEXT NOT NULL, kind TEXT NOT NULL,
    cause TEXT NOT NULL, status TEXT NOT NULL, tried INTEGER NOT NULL DEFAULT 0, undoes TEXT,
    location TEXT, from_location TEXT, to_location TEXT, warehouse TEXT NOT NULL,
    reference TEXT, part INTEGER, key TEXT, number TEXT,
    vend_reference TEXT, vend_name TEXT, vend_type TEXT NOT NULL, vend_status TEXT NOT NULL, transfer_on TEXT NOT NULL,
    created_at INTEGER NOT NULL, delivered_at INTEGER, due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, attempted_at INTEGER, failing_since INTEGER, trouble TEXT, why TEXT
  ) STRICT;
  CREATE UNIQUE INDEX documents_reference ON documents (reference) WHERE reference IS NOT NULL;
  CREATE INDEX documents_delivered ON documents (delivered_at, seq) WHERE status = 'delivered';
  CREATE INDEX documents_consignment ON documents (consignment, status);
  CREATE INDEX documents_undoes ON documents (undoes) WHERE undoes IS NOT NULL;
  CREATE INDEX documents_open ON documents (status, due_at);
  CREATE TABLE document_lines (
    document INTEGER NOT NULL REFERENCES documents (seq), line INTEGER NOT NULL, consignment TEXT NOT NULL,
    leg TEXT NOT NULL, outlet TEXT NOT NULL, product TEXT NOT NULL, sku TEXT NOT NULL, name TEXT NOT NULL,
    location TEXT NOT NULL, quantity INTEGER NOT NULL, counted INTEGER, PRIMARY KEY (document, line)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX document_lines_product ON document_lines (product);
  CREATE INDEX document_lines_effect ON document_lines (consignment, product, leg, outlet);
  CREATE TABLE document_holds (
    document INTEGER NOT NULL REFERENCES documents (seq), code TEXT NOT NULL, product TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (document, code, product)
  ) STRICT, WITHOUT ROWID;

  -- Holds without a document. figures: what Vend said when it was held; other figures end a dismissal.
  CREATE TABLE holds (
    id TEXT PRIMARY KEY, consignment TEXT NOT NULL, code TEXT NOT NULL, product TEXT NOT NULL, text TEXT NOT NULL,
    figures TEXT NOT NULL, since INTEGER NOT NULL, dismissed_at INTEGER, why TEXT, UNIQUE (consignment, code, product)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ignores (
    consignment TEXT NOT NULL, code TEXT NOT NULL, product TEXT NOT NULL, text TEXT NOT NULL, since INTEGER NOT NULL,
    PRIMARY KEY (consignment, code, product)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE approvals (
    consignment TEXT NOT NULL, code TEXT NOT NULL, lines TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (consignment, code, lines)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE refusals (
    consignment TEXT NOT NULL, leg TEXT NOT NULL, outlet TEXT NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL,
    text TEXT NOT NULL, PRIMARY KEY (consignment, leg, outlet, product)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, consignment TEXT, document TEXT, text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX history_consignment ON history (consignment, seq);
  `,
  `
  -- item: how the warehouse names it; NULL in a draft. Until now the one kind of warehouse named items by SKU.
  ALTER TABLE document_lines ADD COLUMN item TEXT;
  UPDATE document_lines SET item = sku WHERE document IN (SELECT seq FROM documents WHERE tried = 1);
  -- note: what else a person should know about a document that was booked.
  ALTER TABLE documents ADD COLUMN note TEXT;
  -- The shop's own table: which item of a warehouse a Vend SKU means.
  CREATE TABLE matches (
    warehouse TEXT NOT NULL, sku TEXT NOT NULL, item TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (warehouse, sku)
  ) STRICT, WITHOUT ROWID;
  -- codes: a JSON array. The products are read once more for them.
  ALTER TABLE products ADD COLUMN codes TEXT NOT NULL DEFAULT '[]';
  DELETE FROM facts WHERE name = 'product-cursor';
  `,
  `
  -- told: how much of Vend's figure a line tells; NULL: its quantity. Another where an undone effect is sent whole.
  ALTER TABLE document_lines ADD COLUMN told INTEGER;
  `,
  `
  -- Of a completed count: by how much it came out over and under what was expected, as Vend adds it up.
  ALTER TABLE consignments ADD COLUMN gain INTEGER;
  ALTER TABLE consignments ADD COLUMN loss INTEGER;
  -- The sums of the lines that were compared with Vend's own totals, and agreed.
  ALTER TABLE consignments ADD COLUMN compared TEXT;
  `,
  `
  -- Looks that a webhook asked for and that found nothing new, of the last minutes. calls: of Vend; missing: it has none of that id.
  CREATE TABLE looks (consignment TEXT NOT NULL, at INTEGER NOT NULL, calls INTEGER NOT NULL, missing INTEGER NOT NULL) STRICT;
  CREATE INDEX looks_consignment ON looks (consignment, at);
  CREATE INDEX looks_at ON looks (at);
  -- unseen: nobody but webhooks ever named it. by_person: a person waits for it.
  ALTER TABLE triggers ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE triggers ADD COLUMN by_person INTEGER NOT NULL DEFAULT 0;
  UPDATE triggers SET by_person = 1 WHERE cause = 'person';
  CREATE INDEX triggers_unseen ON triggers (due_at) WHERE unseen = 1;
  `,
  `
  -- What documents are found by: see document-search.ts. It keeps only where each word stands.
  CREATE VIRTUAL TABLE search USING fts5(about, items, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61');
  INSERT INTO search (rowid, about, items)
    SELECT d.seq, concat_ws(' ', d.reference, d.vend_reference, d.vend_name, d.number,
        (SELECT group_concat(DISTINCT 'outlet' || replace(l.outlet, '-', '')) FROM document_lines l WHERE l.document = d.seq)),
      (SELECT group_concat(l.sku || ' ' || l.name, ' ') FROM document_lines l WHERE l.document = d.seq)
    FROM documents d;
  -- For lists of one kind, cause or status, newest first.
  CREATE INDEX documents_kind ON documents (kind, created_at);
  CREATE INDEX documents_cause ON documents (cause, created_at);
  CREATE INDEX documents_status ON documents (status, created_at);
  CREATE INDEX documents_made ON documents (created_at);
  -- For the trace of a SKU.
  CREATE INDEX document_lines_sku ON document_lines (sku);
  CREATE INDEX ignores_product ON ignores (product);
  `,
  `
  -- before: what the warehouse said it had of an item at a location just before a document first went there. Only information.
  CREATE TABLE figures (
    document INTEGER NOT NULL REFERENCES documents (seq), location TEXT NOT NULL, item TEXT NOT NULL,
    before INTEGER NOT NULL, PRIMARY KEY (document, location, item)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- For lists of movements, newest first.
  CREATE INDEX consignments_version ON consignments (version);
  `,
  `
  -- Documents are found by the beginnings of codes too: see code-beginnings.ts.
  DROP TABLE search;
  CREATE VIRTUAL TABLE search USING fts5(about, items, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61');
  WITH found AS MATERIALIZED (
    SELECT d.seq, concat_ws(' ', d.reference, d.vend_reference, d.vend_name, d.number,
        (SELECT group_concat(DISTINCT 'outlet' || replace(l.outlet, '-', '')) FROM document_lines l WHERE l.document = d.seq)) AS about,
      (SELECT group_concat(l.sku || ' ' || l.name, ' ') FROM document_lines l WHERE l.document = d.seq) AS items
    FROM documents d)
  INSERT INTO search (rowid, about, items)
    SELECT seq, concat_ws(' ', about, code_beginnings(about, items)), items FROM found;
  `,
  `
  -- What was watched only, and left out when Stocktray went live: a later change of it waits for a person.
  CREATE TABLE left_out (consignment TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
]

/** The number that this program writes into a ledger file. */
export const newestVersion = steps.length

export function versionOf(database: Database): number {
  const row = first(database, 'PRAGMA user_version')
  return row ? number(row, 'user_version') : 0
}

/** Brings the file up to date, each step in a transaction of its own. */
export function migrate(database: Database): void {
  for (let version = versionOf(database); version < newestVersion; version += 1) {
    inTransaction(database, () => {
      database.exec(steps[version] ?? '')
      database.exec(`PRAGMA user_version = ${(version + 1).toString()}`)
    })
  }
}
