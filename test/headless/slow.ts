/** A program takes half a second to start, several on a busy PC; and five may be starting at once. */
export const slow = { timeout: 60_000 }
