/** The exception classes a caller can meet, by the name that goes over the wire. */
export type ErrorName =
  | 'odoo.exceptions.UserError'
  | 'odoo.exceptions.ValidationError'
  | 'odoo.exceptions.MissingError'
  | 'odoo.exceptions.AccessError'
  | 'odoo.exceptions.AccessDenied'
  | 'builtins.ValueError'
  | 'builtins.TypeError'
  | 'builtins.IndexError'
  | 'builtins.AttributeError'
  | 'builtins.KeyError'
  | 'builtins.Exception'
  | 'psycopg2.OperationalError'
  | 'psycopg2.errors.LockNotAvailable'
  | 'psycopg2.errors.SerializationFailure'
  | 'werkzeug.exceptions.NotFound'
  | 'werkzeug.exceptions.BadRequest'
  | 'werkzeug.exceptions.Unauthorized'
  | 'werkzeug.exceptions.Forbidden'
  | 'werkzeug.exceptions.UnprocessableEntity'

export type OdooError = Error & { readonly odoo: ErrorName; readonly text: string }

/** To be thrown: ends the transaction and becomes the answer. */
export function odooError(odoo: ErrorName, text: string): OdooError {
  return Object.assign(new Error(`${odoo}: ${text}`), { odoo, text })
}

export function isOdooError(error: unknown): error is OdooError {
  return error instanceof Error && 'odoo' in error
}

const statuses: Readonly<Partial<Record<ErrorName, number>>> = {
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
  'odoo.exceptions.MissingError': 404,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.AccessDenied': 403,
  'werkzeug.exceptions.NotFound': 404,
  'werkzeug.exceptions.BadRequest': 400,
  'werkzeug.exceptions.Unauthorized': 401,
  'werkzeug.exceptions.Forbidden': 403,
  'werkzeug.exceptions.UnprocessableEntity': 422,
}

/** Over JSON-2. */
export function statusOf(name: ErrorName): number {
  return statuses[name] ?? 500
}

/** What Odoo says of an error; `debug` is a traceback with more in it than a shop should see. */
export function errorBody({ odoo, text }: OdooError): Readonly<Record<string, unknown>> {
  const status = statuses[odoo]
  return {
    name: odoo,
    message: text,
    arguments: odoo.startsWith('werkzeug') && status !== undefined ? [text, status] : [text],
    context: {},
    debug: `Traceback (most recent call last):\n  File "/usr/lib/python3/dist-packages/odoo/http.py", line 2273\n${odoo}: ${text}\n`,
  }
}
