/** Vend says no, in its own shape of an error. */
export type VendRefusal = { readonly status: 400 | 401 | 403 | 404 | 409 | 422 | 429; readonly message: string }

export const notAllowed = (message: string): VendRefusal => ({ status: 422, message })
export const notFound = (message: string): VendRefusal => ({ status: 404, message })
